package dev.shutterhook.benchmark;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A day of requests, second by second, the same at each call: twice as many at its busiest hour as
 * on average, chance on top, and at each full hour what is asked for by somebody's clock.
 */
final class Demand {
  static final int SECONDS = 24 * 60 * 60;

  /** So much of an hour's captures is asked for in the first seconds of it. */
  private static final double BY_THE_CLOCK = 0.05;

  private static final int CLOCK_SECONDS = 10;
  private static final int HOUR_SECONDS = 60 * 60;
  private static final long SEED = 20_261_101;

  /** Beyond that the normal distribution is near enough. */
  private static final double MOST_COUNTED = 30;

  private Demand() {}

  /** How many captures are asked for in each second of a day of so many. */
  static int[] of(double perDay) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    int[] asked = new int[SECONDS];
    for (int second = 0; second < SECONDS; second++) {
      double wave = 1 - Math.cos(2 * Math.PI * second / SECONDS);
      double mean = perDay / SECONDS * wave;
      double clock =
          second % HOUR_SECONDS < CLOCK_SECONDS
              ? mean * HOUR_SECONDS * BY_THE_CLOCK / CLOCK_SECONDS
              : 0;
      asked[second] = poisson(mean * (1 - BY_THE_CLOCK) + clock, random);
    }
    return asked;
  }

  private static int poisson(double mean, RandomGenerator random) {
    if (mean > MOST_COUNTED) {
      return (int) Math.max(0, Math.round(random.nextGaussian(mean, Math.sqrt(mean))));
    }
    double bound = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > bound) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }
}
