package org.therafed.gateway.console;

import static org.therafed.profiles.outcome.Fault.safe;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.fault.ConsoleCode;
import org.therafed.gateway.http.FaultMapper;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.runtime.login.LocalAccounts;
import org.therafed.runtime.login.PasswordRule;

/** Everybody's own password. */
@Path("/console/password")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@Blocking
public class PasswordResource {

  private final Visit visit;
  private final LocalAccounts accounts;

  @Inject
  PasswordResource(Visit visit, LocalAccounts accounts) {
    this.visit = visit;
    this.accounts = accounts;
  }

  /** The page templates, checked at build time. */
  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance password(
        Frame frame, boolean elsewhere, boolean kept, String problem);
  }

  @GET
  public Response password() {
    return visit.page(
        Templates.password(visit.frame("/console/password"), visit.isProvided(), false, null));
  }

  /** Replaces the asking person's password by a lasting one. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response keep(
      @FormParam("current") @DefaultValue("") String current,
      @FormParam("next") @DefaultValue("") String next) {
    Frame frame = visit.frame("/console/password");
    try {
      if (accounts.rolesOf(visit.account(), current).isEmpty()) {
        throw wrong(new Phrase("the present password is another one", "现有密码不正确"));
      }
      if (!PasswordRule.holds(next)) {
        throw wrong(
            new Phrase(
                "the new one has fewer than 12 characters or more than 72 bytes",
                "新密码少于 12 个字符或超过 72 字节"));
      }
      accounts.keepPassword(visit.account(), next);
      return visit.page(Templates.password(frame, false, true, null));
    } catch (Fault fault) {
      return visit.page(
          Templates.password(
              frame,
              visit.isProvided(),
              false,
              fault.code().code() + " " + visit.text(fault.reason())),
          FaultMapper.status(fault.code()));
    } catch (SQLException e) {
      throw new DatabaseFault(e);
    }
  }

  private static Fault wrong(Phrase reason) {
    return ConsoleCode.PASSWORD.with(safe("reason", reason));
  }
}
