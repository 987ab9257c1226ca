package io.semblance.data;

import java.util.List;
import java.util.Set;

/** What a column holds of the name of a person, as far as its own name tells. */
public enum PersonalName {
  /** Nothing, as it seems. */
  NONE,
  /** Given names. */
  GIVEN,
  /** Family names. */
  FAMILY,
  /** Whole names. */
  WHOLE,
  /** Where somebody lives. */
  ADDRESS;

  private static final Set<String> GIVEN_WORDS =
      Set.of("firstname", "givenname", "forename", "christianname", "vorname", "prenom", "nombre");
  private static final Set<String> FAMILY_WORDS =
      Set.of(
          "lastname",
          "familyname",
          "surname",
          "secondname",
          "nachname",
          "familienname",
          "nom",
          "apellido",
          "apellidos",
          "cognome");
  private static final Set<String> WHOLE_WORDS =
      Set.of(
          "name",
          "fullname",
          "personname",
          "displayname",
          "contactname",
          "customername",
          "clientname",
          "patientname",
          "employeename",
          "username",
          "ownername",
          "author",
          "patient",
          "person",
          "customer",
          "client",
          "employee",
          "contact",
          "owner",
          "holder",
          "cardholder",
          "manager",
          "physician",
          "doctor",
          "nurse",
          "teacher",
          "student",
          "passenger",
          "member",
          "recipient",
          "sender",
          "applicant",
          "borrower",
          "tenant",
          "driver");

  private static final Set<String> ADDRESS_WORDS =
      Set.of(
          "address",
          "street",
          "streetaddress",
          "homeaddress",
          "postaladdress",
          "addr",
          "adresse",
          "anschrift",
          "strasse",
          "straße",
          "direccion",
          "rue",
          "indirizzo");

  /** What the name of a column tells. */
  public static PersonalName of(String column) {
    List<String> words = Text.words(column);
    String all = String.join("", words);
    String last = words.isEmpty() ? "" : words.get(words.size() - 1);
    String lastTwo = words.size() < 2 ? last : words.get(words.size() - 2) + last;
    for (String name : List.of(all, lastTwo, last)) {
      if (GIVEN_WORDS.contains(name)) {
        return GIVEN;
      }
      if (FAMILY_WORDS.contains(name)) {
        return FAMILY;
      }
    }
    if (lastTwo.equals("namefirst") || all.equals("fname")) {
      return GIVEN;
    }
    if (lastTwo.equals("namelast") || all.equals("lname")) {
      return FAMILY;
    }
    if (ADDRESS_WORDS.contains(all) || ADDRESS_WORDS.contains(last)) {
      return ADDRESS;
    }
    return WHOLE_WORDS.contains(all) || WHOLE_WORDS.contains(lastTwo) ? WHOLE : NONE;
  }
}
