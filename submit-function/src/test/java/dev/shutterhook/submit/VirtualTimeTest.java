package dev.shutterhook.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each occurrence is run exactly once, whatever happens to the ticks: see {@link Site}. */
class VirtualTimeTest {
  private static final int HOUR = 60;
  private static final int DAY = 24 * HOUR;
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** Twenty schedules, of which few are due at a time. */
  private static final List<String> CALM =
      List.of(
          "@hourly",
          "@daily",
          "@weekly",
          "rate(30 minutes)",
          "rate(30 minutes)",
          "rate(1 hour)",
          "rate(2 hours)",
          "rate(6 hours)",
          "rate(1 day)",
          "0 9 * * 1-5",
          "30 2 * * *",
          "*/30 8-18 * * *",
          "0 0,12 * * *",
          "15 * * * *",
          "cron(0/30 * * * ? *)",
          "cron(0 8 ? * MON-FRI *)",
          "cron(0 3 * * ? *)",
          "cron(30 12 L * ? *)",
          "cron(45 23 ? * SUN *)",
          "0 0 1 * *");

  /** The same, but some of them are due in each minute. */
  private static List<String> busy() {
    List<String> schedules = new ArrayList<>(CALM);
    schedules.set(3, "rate(1 minute)");
    schedules.set(4, "* * * * *");
    schedules.set(5, "rate(5 minutes)");
    schedules.set(6, "cron(0/10 * * * ? *)");
    schedules.set(7, "rate(7 minutes)");
    return schedules;
  }

  @Test
  void aNightInWhichTwoTickAtOnceAndAnHourHasNoTick() {
    // Of 2027, whose last Sunday of October has 25 hours.
    try (Site site = new Site(Instant.parse("2027-10-30T20:00:00Z"), CALM, BERLIN)) {
      List<Site.Outage> outages = List.of(new Site.Outage(2 * HOUR + 7, 3 * HOUR + 7));
      site.live(0, 4 * HOUR, outages, false);
      site.live(4 * HOUR, 6 * HOUR, outages, true);
      site.live(6 * HOUR, 7 * HOUR, outages, false);
      assertEquals(List.of(), site.faults(0, 7 * HOUR, outages));
      assertEquals(site.runs(), site.orders());
      assertTrue(site.runs() > 60, site.runs() + " runs");
    }
  }

  @Test
  @Tag("soak")
  void aWeekWithADayInWhichTwoTickAtOnceAndTwoHoursWithoutATick() {
    try (Site site = new Site(Instant.parse("2027-10-27T22:00:00Z"), busy(), BERLIN)) {
      List<Site.Outage> outages =
          List.of(
              new Site.Outage(2 * DAY + 30, 2 * DAY + 90),
              new Site.Outage(5 * DAY + 11, 5 * DAY + 71));
      for (int day = 0; day < 7; day++) {
        int today = day;
        site.live(day * DAY, (day + 1) * DAY, outages, day == 1);
        List<Site.Outage> within = outages.stream().filter(o -> o.from() / DAY == today).toList();
        assertEquals(List.of(), site.faults(day * DAY, (day + 1) * DAY, within));
      }
      assertTrue(site.runs() > 20_000, site.runs() + " runs");
      assertEquals(site.runs(), site.orders());
    }
  }
}
