package dev.mettle.vm.code.meaning;

import dev.mettle.vm.code.frame.CallFrames;
import dev.mettle.vm.code.frame.FrameTemplates;
import dev.mettle.vm.code.frame.SharedPlaces;
import dev.mettle.vm.code.link.CodeEvaluator;

/** What instructions mean on one machine, for the loop and for the context of compiled code. */
public final class Meanings {

  public final FrameTemplates templates;
  public final SharedPlaces shared;
  public final CallChecks checks;
  public final EvaluatedData data;
  public final OwnValues own;
  public final Lists lists;
  public final Attempts attempts;

  /** The meanings for code in these frames, which leaves the rest to {@code evaluator}. */
  public Meanings(CallFrames frames, CodeEvaluator evaluator) {
    this.templates = new FrameTemplates(frames);
    this.shared = new SharedPlaces(frames);
    this.checks = new CallChecks(frames, templates, evaluator.evaluation());
    this.data = new EvaluatedData(frames, evaluator);
    this.own = new OwnValues(frames.machine, evaluator);
    this.lists = new Lists(data);
    this.attempts = new Attempts(frames.machine, evaluator.evaluation().unifier());
  }
}
