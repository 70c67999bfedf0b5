package dev.mettle.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.pitest.bytecode.analysis.ClassTree;
import org.pitest.mutationtest.build.InterceptorParameters;
import org.pitest.mutationtest.build.InterceptorType;
import org.pitest.mutationtest.build.MutationInterceptor;
import org.pitest.mutationtest.build.MutationInterceptorFactory;
import org.pitest.mutationtest.engine.Mutater;
import org.pitest.mutationtest.engine.MutationDetails;
import org.pitest.plugin.Feature;

/**
 * Lets PIT make a sample of all mutants. In a first run, which makes none, all of them are listed
 * in the file {@code mutation.all}; {@link #main} chooses from it by a seed, and in the second run
 * those are left that are in the file {@code mutation.sample}.
 */
public final class Sample implements MutationInterceptorFactory {

  @Override
  public String description() {
    return "a sample of all mutants";
  }

  @Override
  public Feature provides() {
    return Feature.named("SAMPLE").withOnByDefault(true).withDescription(description());
  }

  @Override
  public MutationInterceptor createInterceptor(InterceptorParameters parameters) {
    Path sample = Path.of(System.getProperty("mutation.sample"));
    return Files.exists(sample)
        ? new Chooser(Set.copyOf(lines(sample)))
        : new Lister(Path.of(System.getProperty("mutation.all")));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String idOf(MutationDetails mutant) {
    return mutant.getId().toString();
  }

  /**
   * Chooses.
   *
   * @param arguments the file with all mutants, the one for the sample, how many, and the seed
   */
  public static void main(String[] arguments) throws IOException {
    String seed = arguments[3];
    List<String> all = new ArrayList<>(new HashSet<>(lines(Path.of(arguments[0]))));
    all.sort(Comparator.comparingLong((String id) -> hash(seed + id)).thenComparing(id -> id));
    List<String> sample = all.subList(0, Math.min(all.size(), Integer.parseInt(arguments[2])));
    Files.write(Path.of(arguments[1]), sample);
    System.out.println(sample.size() + " of " + all.size() + " mutants, by the seed " + seed);
  }

  private static long hash(String text) {
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return sum.getValue();
  }

  private abstract static class Filter implements MutationInterceptor {
    @Override
    public InterceptorType type() {
      return InterceptorType.FILTER;
    }

    @Override
    public void begin(ClassTree type) {}

    @Override
    public void end() {}
  }

  private static final class Chooser extends Filter {
    private final Set<String> chosen;

    Chooser(Set<String> chosen) {
      this.chosen = chosen;
    }

    @Override
    public Collection<MutationDetails> intercept(
        Collection<MutationDetails> mutants, Mutater mutater) {
      return mutants.stream().filter(mutant -> chosen.contains(idOf(mutant))).toList();
    }
  }

  private static final class Lister extends Filter {
    private final Path file;

    Lister(Path file) {
      this.file = file;
    }

    @Override
    public Collection<MutationDetails> intercept(
        Collection<MutationDetails> mutants, Mutater mutater) {
      try {
        Files.write(
            file,
            mutants.stream().map(Sample::idOf).toList(),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return List.of();
    }
  }
}
