package dev.mettle.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.conformance.answer.ProgramOutput;
import dev.mettle.engine.Engine;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.vm.tier.TierOptions;
import dev.mettle.vm.tier.UnitRuns;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compiled code may leave at any poll, and for want of room at any call, and each alternative may
 * go on in the interpreter, as may each frame that gets a value: what has an effect happens once
 * all the same. Each step of this program prints, and counts in a state.
 */
class LeavingEverywhereTest {

  private static final int POLLS = 12;
  private static final int ROOMS = 5;
  private static final int RESUMPTIONS = 5;

  private static final SourceText PROGRAM =
      new SourceText(
          "leaving",
          """
          !(bind! &count (new-state 0))
          (= (note $x)
             (let $_ (change-state! &count (+ 1 (get-state &count)))
               (let $u (println! (noted $x)) $x)))
          (= (sum $n) (if (== $n 0) (note 0) (+ (note $n) (sum (- $n 1)))))
          (: plus (-> Number Number Number))
          (= (plus $x $y) (+ (note $x) $y))
          (: total (-> (List $t) Number))
          (: Cons (-> $t (List $t) (List $t)))
          (: Nil (List $t))
          (= (total Nil) (note 0))
          (= (total (Cons $x $xs)) (plus $x (total $xs)))
          (= (loop $n $acc) (if (== $n 0) $acc (loop (- $n 1) (+ $acc (note $n)))))
          (= (call $f $x) ($f (note $x)))
          (= (each $list) (map-atom $list $x (note $x)))
          (= (fold $list) (foldl-atom $list 0 $acc $x (+ $acc (note $x))))
          (= (pairs $list) (if (== $list ()) () (rest (car-atom $list) (cdr-atom $list))))
          (= (rest $first $others) (cons-atom (note $first) (pairs $others)))
          (= (swap $p) (let ($x $y) $p ((note $y) (note $x))))
          (= (kind $x) (case $x ((1 (note one)) ((A $y) (note $y)) ($other (note other)))))
          (= (both) (superpose ((note 1) (note 2))))
          (= (choices $n) (+ (note $n) (both)))
          (= (row $n) (if (== $n 0) End (B (both) (row (- $n 1)))))
          (= (gather $n) (let $l (collapse (row $n)) (note $l)))
          (= (deep $n) (if (== $n 0) (both) (+ (note $n) (deep (- $n 1)))))
          (= (pick $n) (case (choices $n) ((2 two) ($x (note $x)))))
          (= (wrong $x) (+ (note $x) a))
          !(gather 3)
          !(deep 6)
          !(pick 1)
          !(sum 5)
          !(total (Cons 1 (Cons 2 (Cons 3 Nil))))
          !(loop 4 0)
          !(call sum 3)
          !(call kind 1)
          !(each (1 2 3))
          !(fold (1 2 3))
          !(pairs (1 2 3))
          !(swap (1 2))
          !(kind (A 5))
          !(kind 7)
          !(choices 10)
          !(wrong 1)
          !(loop 2 9223372036854775807)
          !(get-state &count)
          """);

  private static ProgramOutput run(TierOptions options) {
    return ProgramOutput.of(Engine.builder().tierOptions(options), PROGRAM);
  }

  private static void check(String backend, UnitRuns runs, ProgramOutput wanted) {
    ProgramOutput found =
        run(
            TierOptions.DEFAULT
                .withCallThreshold(0)
                .withSynchronous(true)
                .withBackend(backend)
                .withRuns(runs));
    assertEquals(wanted.lines(), found.lines(), runs.toString());
    Map<String, Long> counts = found.tiers().code();
    assertTrue(counts.getOrDefault("units compiled", 0L) > 8, counts.toString());
    boolean polled = counts.containsKey("leaves: " + LeaveReason.POLL.description());
    assertEquals(runs.leaveAtPolls() > 0, polled, counts.toString());
    assertEquals(
        runs.leaveAtResumptions() > 0, counts.containsKey("leaves: a resumption"), runs.toString());
    if (runs.room() == 0) {
      assertTrue(counts.containsKey("leaves: " + LeaveReason.DEPTH.description()), runs.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"javassist", "bytebuddy"})
  void effectsHappenOnce(String backend) {
    ProgramOutput wanted = run(Configuration.TREE.options());
    for (int polls = 0; polls <= POLLS; polls++) {
      check(backend, UnitRuns.DEFAULT.withLeaveAtPolls(polls), wanted);
    }
    for (int frames = 1; frames <= RESUMPTIONS; frames++) {
      check(backend, UnitRuns.DEFAULT.withLeaveAtResumptions(frames), wanted);
      // Here also what plain code waits for comes by a frame.
      check(backend, UnitRuns.DEFAULT.withLeaveAtResumptions(frames).withLeaveAtPolls(2), wanted);
    }
    for (int room = 0; room <= ROOMS; room++) {
      check(backend, UnitRuns.DEFAULT.withRoom(room), wanted);
    }
  }
}
