package dev.mettle.examples.classfile;

import dev.mettle.backend.jvm.assembler.UnitClass;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.backend.spi.Version;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.verify.FrameMap;
import dev.mettle.ir.verify.Verifier;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a class, found by following calls from the version that is wanted. The lanes of
 * results are not known at first: nothing returns until a way to return is found, and so on until
 * nothing changes.
 */
final class UnitPlan {

  /** Beyond these, calls of a function go to the version that takes anything. */
  private static final int MAX_VERSIONS = 3;

  private final UnitRequest request;
  private final BitSet outside;
  private final UnitClass unitClass;
  private final Map<Integer, FrameMap> maps = new HashMap<>();
  private final Map<Version, MethodPlan> versions = new LinkedHashMap<>();
  private final Map<FrameLayout, MethodPlan> resumes = new LinkedHashMap<>();
  private final Map<FrameLayout, FrameLayout> layouts = new HashMap<>();
  private final List<MethodPlan> methods = new ArrayList<>();
  private @Nullable Opcode missing;
  private boolean news;

  private UnitPlan(UnitRequest request, BitSet outside) {
    this.request = request;
    this.outside = outside;
    this.unitClass = new UnitClass(request);
  }

  /**
   * Plans a class. Functions that never give a result here are left to the engine, since all they
   * would do is leave.
   */
  static UnitPlan of(UnitRequest request) {
    BitSet outside = new BitSet();
    while (true) {
      UnitPlan plan = new UnitPlan(request, outside);
      plan.run();
      BitSet idle = new BitSet();
      for (MethodPlan method : plan.methods) {
        if (method.result() == null && method.resumed() == null) {
          idle.set(method.version().function());
        }
      }
      idle.clear(0);
      if (idle.isEmpty()) {
        return plan;
      }
      outside.or(idle);
    }
  }

  private void run() {
    method(request.wanted());
    do {
      news = false;
      for (int i = 0; i < methods.size(); i++) {
        MethodPlan method = methods.get(i);
        Steps steps = new Steps(this, method);
        method.setFlow(
            Flow.of(
                map(method.version().function()),
                method.start(),
                method.startOffset(),
                steps::step));
      }
    } while (news);
  }

  private FrameMap map(int function) {
    return maps.computeIfAbsent(
        function, f -> Verifier.verify(request.functions().get(f).function()).frameMap());
  }

  ClassDesc className() {
    return request.className();
  }

  UnitClass unitClass() {
    return unitClass;
  }

  List<MethodPlan> methods() {
    return methods;
  }

  /** The version that is wanted. */
  MethodPlan wanted() {
    return methods.getFirst();
  }

  /** The first instruction that was met for which there is no code. */
  Optional<Opcode> missing() {
    return Optional.ofNullable(missing);
  }

  // ------------------------------------------------------------------ for the steps

  /** Notes that there is no code for an instruction. */
  void misses(Opcode opcode) {
    if (missing == null) {
      missing = opcode;
    }
  }

  /** Whether calls of a function are calls in the class. */
  boolean contains(int function) {
    return !outside.get(function);
  }

  /** The version that a call with these arguments runs; it may take more than these. */
  MethodPlan callee(int function, List<Lane> lanes, @Nullable Atom expected) {
    Version exact =
        new Version(
            function, lanes, expected instanceof Symbol ? Optional.of(expected) : Optional.empty());
    if (!versions.containsKey(exact)
        && versions.keySet().stream().filter(v -> v.function() == function).count()
            >= MAX_VERSIONS) {
      List<Lane> any = Collections.nCopies(lanes.size(), Lane.REFERENCE);
      return method(new Version(function, any, Optional.empty()));
    }
    return method(exact);
  }

  private MethodPlan method(Version version) {
    MethodPlan known = versions.get(version);
    if (known == null) {
      known = new MethodPlan(version, request.functions().get(version.function()), methods.size());
      versions.put(version, known);
      methods.add(known);
      news = true;
    }
    return known;
  }

  /** What frames of a method hold before an instruction. */
  Set<Integer> liveAt(MethodPlan method, int offset) {
    return map(method.version().function()).at(offset).locals().keySet();
  }

  /** The one layout of all that are alike, so that all such frames go on in the same way. */
  FrameLayout layout(FrameLayout layout) {
    return layouts.computeIfAbsent(layout, same -> same);
  }

  /** Notes that frames with a layout wait for a value, which may come in a lane. */
  void waits(MethodPlan origin, FrameLayout layout, Lane delivered) {
    MethodPlan known = resumes.get(layout);
    if (known == null) {
      known = new MethodPlan(origin, layout, delivered, methods.size());
      resumes.put(layout, known);
      methods.add(known);
      news = true;
    } else {
      news |= known.mayDeliver(delivered);
    }
  }

  /** Notes that a method returns a value of a lane. */
  void returns(MethodPlan method, Lane lane) {
    news |= method.mayReturn(lane);
  }
}
