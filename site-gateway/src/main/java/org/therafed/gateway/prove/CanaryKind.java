package org.therafed.gateway.prove;

/** What a planted value names in a person's life. */
enum CanaryKind {
  LATIN_NAME,
  CHINESE_NAME,
  /** Physicians and relatives. */
  OTHER_PERSON,
  RECORD_NUMBER,
  NATIONAL_ID,
  PHONE,
  EMAIL,
  ADDRESS,
  BIRTH_DATE,
  /** Ids of records, samples, orders and devices. */
  LOCAL_ID,
  UID,
  /** Hospitals, wards and stations. */
  PLACE,
  FREE_TEXT
}
