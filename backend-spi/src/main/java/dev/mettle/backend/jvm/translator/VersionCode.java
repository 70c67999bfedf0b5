package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.spi.CallTarget;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.FrameLayout.Slot;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.UnitFunction;
import dev.mettle.backend.spi.Version;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A version of a function, with what is known of it so far. One of its kind goes on from frames of
 * a version that waited for a value: its parameters are what lies in the frame, and the value.
 */
final class VersionCode {

  private final Version version;
  private final UnitFunction function;
  private final String name;
  private final boolean resumable;
  private final @Nullable FrameLayout resumed;
  private final @Nullable VersionCode origin;
  private final int target;
  private final int start;
  private @Nullable Lane delivered;
  private @Nullable Lane result;
  private @Nullable CallTarget turns;
  private boolean widens;
  private boolean disturbs;

  // What the last translation of it came to, and what that relied on.
  private @Nullable TranslatedBody body;
  private final Set<VersionCode> uses = new LinkedHashSet<>();
  private final Set<VersionCode> callers = new LinkedHashSet<>();
  private final Map<FrameLayout, VersionCode> awaited = new LinkedHashMap<>();
  private final Set<VersionCode> lastActs = new LinkedHashSet<>();
  private boolean begun;
  private boolean stale = true;
  private boolean hopes;

  VersionCode(Version version, UnitFunction function, boolean resumable, int number) {
    this.version = version;
    this.function = function;
    this.resumable = resumable;
    this.target = 0;
    this.start = 0;
    this.name = MethodNames.of(function.function().name()) + "$" + number;
    this.resumed = null;
    this.origin = null;
  }

  /**
   * What goes on from frames of {@code origin} with a layout.
   *
   * @param target which of the ways it is that go on from such frames
   * @param start the instruction that it begins with
   * @param delivered the lane of the value that the frames waited for; null if they did not
   */
  VersionCode(
      VersionCode origin,
      FrameLayout layout,
      int target,
      int start,
      @Nullable Lane delivered,
      int number) {
    this.version = origin.version;
    this.function = origin.function;
    this.resumable = origin.resumable;
    this.target = target;
    this.start = start;
    this.name = MethodNames.of(function.function().name()) + "$" + number;
    this.resumed = layout;
    this.origin = origin.origin();
    this.delivered = delivered;
  }

  /** The layout of the frames that it goes on from; null if it begins at the beginning. */
  @Nullable FrameLayout resumed() {
    return resumed;
  }

  /** Whether it may give several values: it has a parameter for what they are for. */
  boolean isResumable() {
    return resumable;
  }

  /** Which of the ways it is that go on from frames of the layout. */
  int target() {
    return target;
  }

  /** The instruction that it begins with. */
  int start() {
    return start;
  }

  /** The lane of the value that the frames waited for; null if they did not. */
  @Nullable Lane delivered() {
    return delivered;
  }

  /** Takes in that such values come in a lane. */
  void mayDeliver(Lane lane) {
    Lane joined = delivered == lane ? lane : Lane.REFERENCE;
    boolean news = joined != delivered;
    delivered = joined;
    stale |= news;
  }

  // ------------------------------------------------------------------ translations

  /** A pass over it begins, with what is known of the others now. */
  void beginPass() {
    begun = true;
    stale = false;
    hopes = false;
    turns = null;
    uses.clear();
    awaited.clear();
    lastActs.clear();
  }

  /** Whether no pass over it has begun so far. */
  boolean isNew() {
    return !begun;
  }

  /** Whether something else is known of the others than when it was translated. */
  boolean isStale() {
    return stale;
  }

  /** Notes that a call of itself as the last act takes more than it does. */
  void widen() {
    if (!widens) {
      widens = true;
      for (VersionCode caller : callers) {
        caller.stale = true;
      }
    }
  }

  /** Whether a call of itself as the last act takes more than it does, as far as is known. */
  boolean isWidening() {
    return widens;
  }

  /** Notes that its code runs something that may change rules and types. */
  void disturb() {
    if (!disturbs) {
      disturbs = true;
      for (VersionCode caller : callers) {
        caller.stale = true;
      }
    }
  }

  /** Whether rules and types are what they were when it returns, as far as is known. */
  boolean isQuiet() {
    return !disturbs && !resumable;
  }

  /** Notes that what its code is depends on the result of another one. */
  void calls(VersionCode callee) {
    uses.add(callee);
    callee.callers.add(this);
  }

  /** Notes that frames of its code go on in another one. */
  void goesOnIn(VersionCode way) {
    uses.add(way);
  }

  /** The version that begins at the beginning, of which this is one or goes on from a frame. */
  VersionCode origin() {
    return origin == null ? this : origin;
  }

  /** Notes that frames of its code wait for the values of another one. */
  void awaits(FrameLayout frame, VersionCode callee) {
    awaited.put(frame, callee);
  }

  /** The frames that its code makes to wait for the values of others. */
  Map<FrameLayout, VersionCode> awaited() {
    return awaited;
  }

  /** Notes that the values of another one are its own. */
  void endsIn(VersionCode callee) {
    lastActs.add(callee);
  }

  /** The ones whose values are its own. */
  Set<VersionCode> lastActs() {
    return lastActs;
  }

  /** The ones that its code leads to. */
  Set<VersionCode> uses() {
    return uses;
  }

  /** Notes that it has no code behind a call, since no result of that is known yet. */
  void hope() {
    hopes = true;
  }

  /** Has it translated once more if the result of a call was not known. */
  void reconsider() {
    stale |= hopes;
  }

  /** What its last translation came to. */
  TranslatedBody body() {
    return Objects.requireNonNull(body);
  }

  /** Keeps what a translation came to. */
  void setBody(TranslatedBody translated) {
    body = translated;
  }

  /** The lanes of the parameters of its method, the expected type among them. */
  List<Lane> parameterLanes() {
    FrameLayout layout = resumed;
    if (layout != null) {
      List<Lane> lanes = new ArrayList<>(layout.slots().stream().map(Slot::lane).toList());
      Lane value = delivered;
      if (value != null) {
        lanes.add(value);
      }
      return lanes;
    }
    List<Lane> lanes = new ArrayList<>(version.lanes());
    if (takesExpected()) {
      lanes.add(Lane.REFERENCE);
    }
    return lanes;
  }

  Version version() {
    return version;
  }

  UnitFunction function() {
    return function;
  }

  /** The name of the method that does the work. */
  String name() {
    return name;
  }

  /** The name of the routine for turns of its loop that have to ask first, if it has one. */
  String turnName() {
    return "t" + name.substring(1);
  }

  /** What its calls of itself as the last act reach; null if it has no routine for turns. */
  @Nullable CallTarget turns() {
    return turns;
  }

  /** Notes that it has a routine for turns of its loop. */
  void turnsBy(CallTarget target) {
    turns = target;
  }

  /** The type of that routine: that of the method, with the layout of a frame that leaves. */
  MethodTypeDesc turnType() {
    return type().insertParameterTypes(type().parameterCount(), UnitTypes.LAYOUT);
  }

  /** The name of the way in from outside. */
  String entryName() {
    return "e" + name.substring(1);
  }

  /** The lane of the result as far as it is known; null as long as no way to return was found. */
  @Nullable Lane resultSoFar() {
    return result;
  }

  /** The lane of the result; where nothing ever returns, as good as any. */
  Lane result() {
    Lane known = result;
    return known == null ? Lane.REFERENCE : known;
  }

  /** Takes in that a result may be in a lane. */
  void mayReturn(Lane lane) {
    Lane known = result;
    Lane joined = known == null || known == lane ? lane : Lane.REFERENCE;
    result = joined;
    // Returns that were written before it was known are in another lane.
    stale |= known != null && joined != known;
    if (joined != known) {
      for (VersionCode caller : callers) {
        caller.stale = true;
      }
    }
  }

  /** Whether the expected type is a parameter. */
  boolean takesExpected() {
    return version.expected().isEmpty();
  }

  /** Whether the function has the expected type behind its arguments, as all of programs have. */
  boolean readsExpected() {
    return function.function().parameterCount() > version.lanes().size();
  }

  /** The type of the method. */
  MethodTypeDesc type() {
    List<ClassDesc> parameters = new ArrayList<>();
    parameters.add(UnitTypes.CONTEXT);
    for (Lane lane : parameterLanes()) {
      parameters.add(lane.descriptor());
    }
    if (resumable) {
      parameters.add(UnitTypes.FRAME);
    }
    parameters.add(ConstantDescs.CD_int);
    return MethodTypeDesc.of(result().descriptor(), parameters);
  }

  /** How many slots the parameters take. */
  int parameterSlots() {
    return type().parameterList().stream().mapToInt(CodeBuilder::slots).sum();
  }
}
