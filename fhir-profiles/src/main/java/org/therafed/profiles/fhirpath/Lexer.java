package org.therafed.profiles.fhirpath;

import static org.therafed.profiles.outcome.Fault.safe;

import java.util.ArrayList;
import java.util.List;
import org.therafed.profiles.outcome.Fault;

/** Cuts an expression into tokens, as the FHIRPath N1 grammar says. */
final class Lexer {
  private static final String[] LONG_SYMBOLS = {"<=", ">=", "!=", "!~"};

  private final String text;
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String expression) {
    Lexer lexer = new Lexer(expression);
    List<Token> all = new ArrayList<>();
    while (lexer.skipBlanks()) {
      all.add(lexer.next());
    }
    all.add(new Token(Token.Kind.END, "", expression.length()));
    return all;
  }

  static Fault fault(String expression, String reason, int position) {
    return FhirPathCode.SYNTAX.with(
        safe("reason", reason), safe("position", position), safe("expression", expression));
  }

  private boolean skipBlanks() {
    while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || comment())) {
      at++;
    }
    return at < text.length();
  }

  /** Moves to the last character of a comment, if one starts here. */
  private boolean comment() {
    if (text.startsWith("//", at)) {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() - 1 : end;
      return true;
    }
    if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at);
      if (end < 0) {
        throw fault(text, "a comment without end", at);
      }
      at = end + 1;
      return true;
    }
    return false;
  }

  private Token next() {
    int start = at;
    char c = text.charAt(at);
    if (c == '\'') {
      return new Token(Token.Kind.STRING, quoted('\''), start);
    }
    if (c == '`') {
      return new Token(Token.Kind.IDENTIFIER, quoted('`'), start);
    }
    if (c == '%' || c == '$') {
      at++;
      String name =
          (at < text.length() && (text.charAt(at) == '`' || text.charAt(at) == '\''))
              ? quoted(text.charAt(at))
              : word();
      return new Token(c == '%' ? Token.Kind.EXTERNAL : Token.Kind.VARIABLE, name, start);
    }
    if (isDigit(c)) {
      return new Token(Token.Kind.NUMBER, number(), start);
    }
    if (isLetter(c)) {
      return new Token(Token.Kind.IDENTIFIER, word(), start);
    }
    for (String symbol : LONG_SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        at += symbol.length();
        return new Token(Token.Kind.SYMBOL, symbol, start);
      }
    }
    if ("()[]{}.,=~<>|&+-*/".indexOf(c) < 0) {
      throw fault(text, "an unexpected character", start);
    }
    at++;
    return new Token(Token.Kind.SYMBOL, String.valueOf(c), start);
  }

  private String word() {
    int start = at;
    while (at < text.length() && (isLetter(text.charAt(at)) || isDigit(text.charAt(at)))) {
      at++;
    }
    return text.substring(start, at);
  }

  private String number() {
    int start = at;
    digits();
    if (at + 1 < text.length() && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
      at++;
      digits();
    }
    return text.substring(start, at);
  }

  private void digits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private String quoted(char quote) {
    int start = at++;
    StringBuilder out = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      out.append(text.charAt(at) == '\\' ? escaped(start) : text.charAt(at));
      at++;
    }
    if (at++ >= text.length()) {
      throw fault(text, "a string without end", start);
    }
    return out.toString();
  }

  private char escaped(int start) {
    if (++at >= text.length()) {
      throw fault(text, "a string without end", start);
    }
    char c = text.charAt(at);
    if (c == 'u') {
      if (at + 4 >= text.length()) {
        throw fault(text, "a string without end", start);
      }
      at += 4;
      return (char) Integer.parseInt(text, at - 3, at + 1, 16);
    }
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'f' -> '\f';
      default -> c;
    };
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
