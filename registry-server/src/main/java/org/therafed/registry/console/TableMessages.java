package org.therafed.registry.console;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the page of tables says, in English; {@code messages/tab_zh.properties} in Chinese. */
@MessageBundle("tab")
public interface TableMessages {

  @Message("Tables")
  String tables();

  @Message("Tariffs, prices and utilities; every version stays")
  String caption();

  @Message("No table was uploaded yet.")
  String nothing();

  @Message("Name")
  String name();

  @Message("Version")
  String version();

  @Message("Kind")
  String kind();

  @Message("tariffs and prices")
  String kind_tariff();

  @Message("EQ-5D utilities")
  String kind_utility();

  @Message("Rows")
  String entries();

  @Message("Signed by")
  String signed_by();

  @Message("Holds from")
  String effective();

  @Message("in force")
  String in_force();

  @Message("not signed")
  String unsigned();

  @Message("Sign, to hold from")
  String sign_from();

  @Message("Sign")
  String act_sign();

  @Message("Upload a table")
  String upload();

  @Message("File (CSV or YAML, UTF-8)")
  String file();

  @Message("Look at every row and keep it")
  String upload_button();

  @Message(
      "It is in no use before it is signed. A signed tariff goes to the gateways on its day, and"
          + " results of cost cite it.")
  String upload_note();

  @Message("Kept. It can be signed now.")
  String kept();

  @Message("line")
  String line();
}
