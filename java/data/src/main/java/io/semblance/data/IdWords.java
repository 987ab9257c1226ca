package io.semblance.data;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Words that stand for names of people and places in identifiers. Given names are common ones;
 * family names and places are put together of syllables, so that there are many and hardly any is
 * anybody's. Files of models count on their order.
 */
enum IdWords {
  /** Given names. */
  GIVEN,
  /** Family names. */
  FAMILY,
  /** Names of places, and any other word. */
  PLACE;

  private static final String NAMES =
      "Aaron Ada Adam Adele Adrian Agnes Alan Albert Alex Alice Alma Amanda Amelia Amy Andrea"
          + " Andrew Angela Anita Anna Anne Anthony Arthur Audrey Barbara Beatrice Ben Bernard"
          + " Bertha Beth Betty Blanche Brenda Brian Bruce Camille Carl Carla Carmen Carol"
          + " Caroline Catherine Cecil Celia Charles Charlotte Chloe Chris Clara Claire Claude"
          + " Clement Conrad Cora Cyril Daisy Daniel Daphne David Dean Deborah Delia Dennis"
          + " Diana Dominic Donald Dora Doris Dorothy Douglas Edgar Edith Edmund Edward Edwin"
          + " Eileen Elaine Eleanor Elena Elias Elisa Elizabeth Ella Ellen Elmer Elsa Emil Emily"
          + " Emma Eric Ernest Esther Ethel Eugene Eva Evelyn Felix Fiona Flora Florence Frances"
          + " Francis Frank Fred Frieda Gabriel Gail Gary George Gerald Gilbert Gina Gladys"
          + " Gloria Gordon Grace Graham Greta Guy Hannah Harold Harriet Harry Harvey Hazel"
          + " Heather Helen Helga Henry Herbert Hilda Howard Hubert Hugh Hugo Ida Ingrid Irene"
          + " Iris Isaac Isabel Ivan Ivy Jack Jacob James Jane Janet Jason Jean Jeffrey Jennifer"
          + " Jerome Jessica Joan Joel Johanna John Jonas Joseph Joyce Judith Julia Julian June"
          + " Karen Karl Katherine Keith Kenneth Kevin Kim Laura Laurence Leah Lena Leo Leon"
          + " Leonard Leslie Lewis Lilian Linda Lisa Lois Louis Louise Lucas Lucy Luke Lydia"
          + " Mabel Magda Marcus Margaret Maria Marian Marie Marion Mark Martha Martin Mary"
          + " Matilda Matthew Maurice Max Melissa Michael Mildred Miles Mina Miriam Monica Muriel"
          + " Nancy Naomi Nathan Neil Nicholas Nicole Nina Noel Nora Norman Oliver Olga Olivia"
          + " Oscar Otto Pamela Patricia Patrick Paul Paula Pauline Peter Philip Phoebe Phyllis"
          + " Rachel Ralph Raymond Rebecca Reginald Rene Richard Rita Robert Robin Roger Roland"
          + " Ronald Rosa Rose Roy Ruby Rupert Ruth Samuel Sandra Sara Sebastian Selma Sheila"
          + " Sidney Silvia Simon Sofia Stanley Stella Stephen Steven Stuart Susan Sybil Teresa"
          + " Theodore Theresa Thomas Timothy Tina Tobias Ursula Valerie Vera Vernon Veronica"
          + " Victor Victoria Vincent Viola Violet Virginia Vivian Walter Wanda Wendy Wilfred"
          + " William Winifred Yvonne Zoe";

  private static final String STARTS =
      "Ald Ash Bar Beck Bel Bick Black Blen Brad Bram Bran Brent Brook Bur Cal Cam Carl Chad Charl"
          + " Chil Clif Col Corn Cran Crom Dal Dan Den Dray Dun East Ed El Elm Fair Farn Fen Fern"
          + " Fox Gar Glen Gold Gran Green Had Hal Har Hart Hazel Heath Hen Hol Horn Hunt Ken Kil"
          + " Kirk Lang Lin Lock Lud Mal Mar Mel Mer Mid Mor Nor Oak Old Pem Pen Pres Ral Ran Red"
          + " Rock Rook Row San Shel Stan Stock Strat Sut Tam Thorn Tor Wal War Wat Wel West Whit"
          + " Wil Win Wool Wor";
  private static final String MIDDLES = "- a ar el en er i in ing ow";
  private static final String FAMILY_ENDS =
      "bald bank beck bourne brook burn bury by combe cott croft den dale dine don fell field ford"
          + " gate grave ham hurst land ley lock low man mond more mott quist ridge ross sett shaw"
          + " son stead stone ston thorpe ton tree vale wall ward way well wick wood worth";
  private static final String PLACE_ENDS =
      "borough bridge brook burg bury castle chester cliff cross dale field ford gate grove hampton"
          + " haven hill holm kirk lake land leigh mere minster mont mouth pool port side stead"
          + " ton vale view ville water wick wood worth";

  private record Lexicon(List<String> words, Map<String, Integer> numbers) {}

  /** Made when first asked for; two threads that ask at once make equal ones. */
  private volatile Lexicon lexicon;

  /** As templates write it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All of them, in lower case. */
  List<String> words() {
    return lexicon().words;
  }

  /** The number of a word in lower case, -1 if it is none of these. */
  int number(String word) {
    return lexicon().numbers.getOrDefault(word, -1);
  }

  private Lexicon lexicon() {
    Lexicon known = lexicon;
    if (known == null) {
      List<String> words = List.copyOf(all());
      Map<String, Integer> numbers = new HashMap<>();
      for (int i = 0; i < words.size(); i++) {
        numbers.put(words.get(i), i);
      }
      known = new Lexicon(words, numbers);
      lexicon = known;
    }
    return known;
  }

  private Set<String> all() {
    Set<String> all = new LinkedHashSet<>();
    if (this == GIVEN) {
      all.addAll(List.of(NAMES.toLowerCase(Locale.ROOT).split(" ")));
      return all;
    }
    String ends = this == FAMILY ? FAMILY_ENDS : PLACE_ENDS;
    for (String start : STARTS.toLowerCase(Locale.ROOT).split(" ")) {
      for (String middle : MIDDLES.replace("-", "").split(" ", -1)) {
        for (String end : ends.split(" ")) {
          all.add(start + middle + end);
        }
      }
    }
    return all;
  }
}
