package org.therafed.registry.onboarding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.therafed.profiles.module.ModuleCatalog;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Phrase;
import org.therafed.registry.fault.RegistryCode;

/**
 * What a site says that it can do. Everything is from a list, so that no name of a person and no
 * address gets in.
 *
 * @param channels ways in that it uses: see {@link #CHANNELS}
 * @param modules ids of therapy modules that it treats by
 * @param zone IANA name of its time zone; empty where it has said nothing yet
 * @param contactRole whom to ask for: see {@link #CONTACT_ROLES}; empty likewise
 */
public record CapabilityProfile(
    List<String> channels, List<String> modules, String zone, String contactRole) {

  static final Set<String> CHANNELS = Set.of("dicom", "dicomweb", "fhir", "hl7", "table");

  static final Set<String> CONTACT_ROLES =
      Set.of(
          "it",
          "data-protection",
          "nuclear-medicine",
          "oncology",
          "haematology",
          "radiology",
          "pharmacy",
          "research");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST = 100;

  public CapabilityProfile {
    channels = List.copyOf(channels);
    modules = List.copyOf(modules);
  }

  static CapabilityProfile none() {
    return new CapabilityProfile(List.of(), List.of(), "", "");
  }

  /**
   * Reads {@code {"channels":[…],"modules":[…],"zone":"…","contactRole":"…"}}; what is left out is
   * empty.
   *
   * @throws Fault RG-SITE-012 for a value that is in no list
   */
  static CapabilityProfile read(JsonNode request, ModuleCatalog known) {
    List<String> channels = texts(request, "channels");
    if (!CHANNELS.containsAll(channels)) {
      throw invalid(new Phrase("a channel is not known", "有未知的通道"));
    }
    List<String> modules = texts(request, "modules");
    if (!modules.stream().allMatch(module -> known.find(module).isPresent())) {
      throw invalid(new Phrase("a module is not known", "有未知的模块"));
    }
    String zone = request == null ? "" : request.path("zone").asText("");
    if (!zone.isEmpty() && !isZone(zone)) {
      throw invalid(new Phrase("the zone is none of the IANA database", "时区不在 IANA 数据库中"));
    }
    String role = request == null ? "" : request.path("contactRole").asText("");
    if (!role.isEmpty() && !CONTACT_ROLES.contains(role)) {
      throw invalid(new Phrase("the contact role is not known", "联系角色未知"));
    }
    return new CapabilityProfile(channels, modules, zone, role);
  }

  /** What {@link #stored} made. */
  static CapabilityProfile of(String stored) {
    try {
      JsonNode json = JSON.readTree(stored);
      return new CapabilityProfile(
          texts(json, "channels"),
          texts(json, "modules"),
          json.path("zone").asText(""),
          json.path("contactRole").asText(""));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A profile was stored that is none.", e);
    }
  }

  String stored() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A profile of texts can be written.", e);
    }
  }

  private static boolean isZone(String zone) {
    try {
      return zone.length() <= 64 && ZoneId.of(zone).getId().contains("/");
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static List<String> texts(JsonNode request, String field) {
    List<String> texts = new ArrayList<>();
    if (request != null) {
      request.path(field).forEach(text -> texts.add(text.asText("")));
    }
    if (texts.size() > MOST) {
      throw invalid(new Phrase("a list is too long", "列表过长"));
    }
    return texts.stream().distinct().sorted().toList();
  }

  private static Fault invalid(Phrase reason) {
    return RegistryCode.PROFILE_INVALID.with(Fault.safe("reason", reason));
  }
}
