package org.therafed.profiles.fhirpath;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.therafed.profiles.outcome.Fault;

/** Compiles tokens into expressions, by precedence as the grammar of FHIRPath N1 lists it. */
final class Parser {
  /** Binary operators, from the weakest to the strongest. {@code is} and {@code as} stand apart. */
  private static final List<List<String>> PRECEDENCE =
      List.of(
          List.of("implies"),
          List.of("or", "xor"),
          List.of("and"),
          List.of("in", "contains"),
          List.of("=", "~", "!=", "!~"),
          List.of("<", "<=", ">", ">="),
          List.of("|"),
          List.of("is", "as"),
          List.of("+", "-", "&"),
          List.of("*", "/", "div", "mod"));

  private static final int UNION_LEVEL = 6;
  private static final int TYPE_LEVEL = 7;
  private static final int DEEPEST = 64;

  private final String text;
  private final List<Token> tokens;
  private int at;
  private int depth;

  private Parser(String text) {
    this.text = text;
    this.tokens = Lexer.tokens(text);
  }

  static Expression parse(String text) {
    Parser parser = new Parser(text);
    Expression whole = parser.binary(0);
    if (parser.peek().kind() != Token.Kind.END) {
      throw parser.fault("an unexpected word");
    }
    return whole;
  }

  private Expression binary(int level) {
    if (level == PRECEDENCE.size()) {
      return unary();
    }
    Expression left = binary(level + 1);
    if (level == UNION_LEVEL && peek().is("|")) {
      return union(left);
    }
    while (peek().isOneOf(PRECEDENCE.get(level))) {
      String operator = take().text();
      left =
          level == TYPE_LEVEL
              ? Types.operator(operator, left, typeName())
              : Operators.binary(operator, left, binary(level + 1));
    }
    return left;
  }

  private Expression union(Expression first) {
    List<Expression> parts = new ArrayList<>(List.of(first));
    while (peek().is("|")) {
      take();
      parts.add(binary(UNION_LEVEL + 1));
    }
    return Operators.union(parts);
  }

  private Expression unary() {
    if (peek().is("-") || peek().is("+")) {
      boolean negative = take().is("-");
      Expression operand = unary();
      return negative ? Operators.binary("-", literal(Item.of(0)), operand) : operand;
    }
    Expression left = term();
    while (true) {
      if (peek().is(".")) {
        take();
        left = Operators.chain(left, invocation());
      } else if (peek().is("[")) {
        take();
        left = Operators.index(left, nested());
        expect("]");
      } else {
        return left;
      }
    }
  }

  private Expression nested() {
    if (++depth > DEEPEST) {
      throw fault("more than " + DEEPEST + " levels");
    }
    Expression inner = binary(0);
    depth--;
    return inner;
  }

  private Expression term() {
    Token token = peek();
    return switch (token.kind()) {
      case STRING -> literal(Item.of(take().text()));
      case NUMBER -> number(take().text());
      case EXTERNAL -> external(take());
      case VARIABLE -> invocation();
      case IDENTIFIER ->
          (token.is("true") || token.is("false"))
              ? literal(Item.of(take().is("true")))
              : invocation();
      default -> bracketed();
    };
  }

  private Expression bracketed() {
    if (peek().is("(")) {
      take();
      Expression inner = nested();
      expect(")");
      return inner;
    }
    if (peek().is("{")) {
      take();
      expect("}");
      return (scope, self, focus) -> List.of();
    }
    throw fault("a value is missing");
  }

  private Expression invocation() {
    Token token = take();
    if (token.kind() == Token.Kind.VARIABLE) {
      if (!token.text().equals("this")) {
        throw fault("$" + token.text() + " is not supported");
      }
      return (scope, self, focus) -> List.of(self);
    }
    if (token.kind() != Token.Kind.IDENTIFIER) {
      throw fault("a name is missing");
    }
    return peek().is("(") ? function(token) : Operators.member(token.text());
  }

  private Expression function(Token name) {
    expect("(");
    if (Types.FUNCTIONS.contains(name.text())) {
      String type = typeName();
      expect(")");
      return Types.function(name.text(), type);
    }
    List<Expression> arguments = new ArrayList<>();
    while (!peek().is(")")) {
      arguments.add(nested());
      if (!peek().is(")")) {
        expect(",");
      }
    }
    expect(")");
    return Functions.compile(name.text(), arguments)
        .orElseThrow(() -> fault("the function " + name.text() + " is not supported"));
  }

  private Expression external(Token token) {
    return switch (token.text()) {
      case "resource" -> (scope, self, focus) -> List.of(Item.of(scope.resource()));
      case "rootResource" -> (scope, self, focus) -> List.of(Item.of(scope.root()));
      case "context" -> (scope, self, focus) -> List.of(Item.of(scope.resource()));
      case "ucum" -> literal(Item.of("http://unitsofmeasure.org"));
      case "sct" -> literal(Item.of("http://snomed.info/sct"));
      case "loinc" -> literal(Item.of("http://loinc.org"));
      default -> throw fault("%" + token.text() + " is not known");
    };
  }

  private Expression number(String digits) {
    return literal(
        (digits.indexOf('.') < 0 && digits.length() < 10)
            ? Item.of(Integer.parseInt(digits))
            : Item.of(new BigDecimal(digits)));
  }

  private static Expression literal(Item item) {
    return Constant.of(List.of(item));
  }

  /** A type name with or without its model: {@code FHIR.Quantity}, {@code System.Boolean}. */
  private String typeName() {
    Token token = take();
    if (token.kind() != Token.Kind.IDENTIFIER) {
      throw fault("a type is missing");
    }
    if ((token.is("FHIR") || token.is("System")) && peek().is(".")) {
      take();
      return token.text() + "." + take().text();
    }
    return token.text();
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token take() {
    Token token = tokens.get(at);
    if (token.kind() != Token.Kind.END) {
      at++;
    }
    return token;
  }

  private void expect(String symbol) {
    if (!take().is(symbol)) {
      throw fault(symbol + " is missing");
    }
  }

  private Fault fault(String reason) {
    return Lexer.fault(text, reason, peek().position());
  }
}
