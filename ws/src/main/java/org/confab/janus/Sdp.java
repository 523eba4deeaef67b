package org.confab.janus;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;

/** The little of SDP that we must understand ourselves: its sections and its origin. */
final class Sdp {
  /** An answer for a room with a hundred publishers has about 200,000 characters. */
  private static final int LONGEST = 1 << 19;

  private static final Pattern ORIGIN = Pattern.compile("(?m)^o=.*$");

  /**
   * @param kind {@code audio}, {@code video} or {@code application}
   */
  record Section(String kind, String mid) {}

  private Sdp() {}

  /**
   * The sections of an offer for publishing: an audio or a video section, or one of each.
   *
   * @throws Problem INVALID_ARGUMENT
   */
  static List<Section> published(String offer) {
    List<Section> sections = sections(offer);
    long audios = sections.stream().filter(s -> s.kind.equals("audio")).count();
    long videos = sections.stream().filter(s -> s.kind.equals("video")).count();
    if (sections.isEmpty() || audios > 1 || videos > 1 || audios + videos < sections.size()) {
      throw invalid("sdp must offer one audio or video section, or one of each.");
    }
    if (sections.stream().anyMatch(s -> s.mid.isEmpty())) {
      throw invalid("Each section of sdp must have an a=mid line.");
    }
    return sections;
  }

  /**
   * @throws Problem INVALID_ARGUMENT
   */
  static List<Section> sections(String sdp) {
    if (sdp.length() > LONGEST) {
      throw invalid("sdp is longer than " + LONGEST + " characters.");
    }
    if (!sdp.startsWith("v=0") || sdp.indexOf('\0') >= 0) {
      throw invalid("sdp is not a session description.");
    }
    List<Section> sections = new ArrayList<>();
    for (String line : (Iterable<String>) sdp.lines()::iterator) {
      if (line.startsWith("m=")) {
        int end = line.indexOf(' ');
        sections.add(new Section(line.substring(2, Math.max(2, end)), ""));
      } else if (line.startsWith("a=mid:") && !sections.isEmpty()) {
        Section current = sections.remove(sections.size() - 1);
        sections.add(new Section(current.kind, line.substring(6).strip()));
      }
    }
    return sections;
  }

  /**
   * With an origin of ours: clients know by the session id to which connection an offer belongs,
   * and Janus gives each offer a new one.
   */
  static String withOrigin(String sdp, long session, int version) {
    return ORIGIN
        .matcher(sdp)
        .replaceFirst(
            Matcher.quoteReplacement("o=- " + session + " " + version + " IN IP4 127.0.0.1"));
  }

  private static Problem invalid(String sentence) {
    return new Problem(Refusal.INVALID_ARGUMENT, sentence);
  }
}
