package dev.mettle.benchmarks.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A program of the benchmark set: a file whose function {@code main} takes a size. Its comments say
 * with which sizes it is measured, how much work each of them is, and what the answer must be:
 *
 * <pre>
 * ; size 20, 21891 calls: 6765
 * ; size 27, 635621 calls: 196418
 * </pre>
 *
 * <p>A third size is for the tiers above the tree-walker, which are measured by the difference of
 * the two larger ones: what takes a tree-walker long enough is over before HotSpot has compiled a
 * virtual machine. Where the tree-walker can bear it, it is measured with those as well.
 *
 * <p>Other lines say what else is measured of it: sizes that are run again and again in one process
 * until it is warm, in a heap that is given if it matters, and two sizes that are compared by the
 * heap that they need. Programs with facts have none of these.
 *
 * <pre>
 * ; warm 18 in 64 MB, 262144 alternatives: (B 1 (B 1 (B 1 End)))
 * ; heap 10, 11 calls: 55
 * ; heap 1000000, 1000001 calls: 500000500000
 * </pre>
 *
 * <p>A line {@code ; each of the size: (edge {i} a)} stands for as many atoms as the size says,
 * with the numbers from 0 in place of {@code {i}}.
 *
 * @param name the name of the file
 * @param file the file
 * @param unit what its work is counted in
 * @param sizes two or three, from small to large
 * @param warm what is measured in a warm process, perhaps nothing
 * @param heaps two sizes, from small to large, or none
 * @param fact what is repeated, if something is
 */
public record Program(
    String name,
    Path file,
    String unit,
    List<Size> sizes,
    List<Warm> warm,
    List<Size> heaps,
    Optional<String> fact) {

  private static final String SUFFIX = ".metta";
  private static final Pattern SIZE =
      Pattern.compile("; (size|warm|heap) (\\d+)(?: in (\\d+) MB)?, (\\d+) ([^:]+): (.+)");
  private static final Pattern EACH = Pattern.compile("[;%] each of the size: (.+)");

  /**
   * One size of a program.
   *
   * @param size the argument of {@code main}
   * @param units how much work that is
   * @param answer the only result, as it is printed
   */
  public record Size(int size, long units, String answer) {}

  /**
   * A size that is measured in a warm process.
   *
   * @param size the size
   * @param megabytes the largest heap that the process may have; empty for the JVM's own choice
   */
  public record Warm(Size size, OptionalInt megabytes) {}

  /** All programs of a directory, by name. */
  public static List<Program> in(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Program> programs = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).toList()) {
        programs.add(read(file));
      }
      programs.sort(Comparator.comparing(Program::name));
      return programs;
    }
  }

  /** Reads the comments of a program. */
  public static Program read(Path file) throws IOException {
    List<Size> sizes = new ArrayList<>();
    List<Warm> warm = new ArrayList<>();
    List<Size> heaps = new ArrayList<>();
    String unit = "";
    Optional<String> fact = Optional.empty();
    for (String line : Files.readAllLines(file)) {
      Matcher matcher = SIZE.matcher(line);
      if (matcher.matches()) {
        Size size =
            new Size(
                Integer.parseInt(matcher.group(2)),
                Long.parseLong(matcher.group(4)),
                matcher.group(6));
        switch (matcher.group(1)) {
          case "warm" -> warm.add(new Warm(size, megabytes(matcher.group(3))));
          case "heap" -> heaps.add(size);
          default -> sizes.add(size);
        }
        unit = matcher.group(5);
      }
      Matcher each = EACH.matcher(line);
      if (each.matches()) {
        fact = Optional.of(each.group(1));
      }
    }
    if (sizes.size() < 2 || sizes.size() > 3 || !grow(sizes)) {
      throw new IOException(
          file
              + ": two or three lines '; size N, UNITS unit: ANSWER' are wanted, the smaller size"
              + " first");
    }
    if ((!heaps.isEmpty() && heaps.size() != 2) || !grow(heaps)) {
      throw new IOException(
          file
              + ": no line '; heap N, UNITS unit: ANSWER' is wanted, or two, the smaller size"
              + " first");
    }
    if (fact.isPresent() && !(warm.isEmpty() && heaps.isEmpty())) {
      throw new IOException(
          file
              + ": lines '; warm' and '; heap' cannot stand in a program with '; each of the"
              + " size:'");
    }
    String name = file.getFileName().toString();
    return new Program(
        name.substring(0, name.length() - SUFFIX.length()),
        file,
        unit,
        List.copyOf(sizes),
        List.copyOf(warm),
        List.copyOf(heaps),
        fact);
  }

  private static OptionalInt megabytes(@Nullable String digits) {
    return digits == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(digits));
  }

  private static boolean grow(List<Size> sizes) {
    boolean grows = true;
    for (int i = 1; i < sizes.size(); i++) {
      grows &= sizes.get(i - 1).units() < sizes.get(i).units();
    }
    return grows;
  }

  /** The size with this argument, whatever it is measured for. */
  public Size size(int argument) {
    return Stream.of(sizes, warm.stream().map(Warm::size).toList(), heaps)
        .flatMap(List::stream)
        .filter(size -> size.size() == argument)
        .findFirst()
        .orElseThrow();
  }

  /** What is measured in a warm process with this argument. */
  public Warm warm(int argument) {
    return warm.stream().filter(w -> w.size().size() == argument).findFirst().orElseThrow();
  }

  /** The smaller one of the two sizes that a tier is measured with. */
  public Size small(String tier) {
    return isSlow(tier) ? sizes.getFirst() : sizes.get(sizes.size() - 2);
  }

  /** The larger one. */
  public Size large(String tier) {
    return isSlow(tier) ? sizes.get(1) : sizes.getLast();
  }

  /** Whether a tier is so slow that it needs smaller sizes: the tree-walker. */
  public static boolean isSlow(String tier) {
    return tier.equals("tree");
  }

  /** What the program is about: its first comment. */
  public String summary() throws IOException {
    return Files.readAllLines(file).getFirst().substring(2);
  }

  /**
   * The file to run for a size: the program itself, or a copy in {@code directory} with all the
   * facts that it wants.
   */
  public Path prepared(Size size, Path directory) throws IOException {
    return withFacts(file, size, directory);
  }

  /**
   * A file to run for a size: {@code file}, or if a line of it says what is repeated, a copy in
   * {@code directory}.
   */
  public static Path withFacts(Path file, Size size, Path directory) throws IOException {
    Optional<String> fact = Optional.empty();
    for (String line : Files.readAllLines(file)) {
      Matcher matcher = EACH.matcher(line);
      if (matcher.matches()) {
        fact = Optional.of(matcher.group(1));
      }
    }
    if (fact.isEmpty()) {
      return file;
    }
    StringBuilder text = new StringBuilder(Files.readString(file));
    for (int i = 0; i < size.size(); i++) {
      text.append(fact.get().replace("{i}", Integer.toString(i))).append('\n');
    }
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return Files.writeString(
        directory.resolve(name.substring(0, dot) + "-" + size.size() + name.substring(dot)), text);
  }
}
