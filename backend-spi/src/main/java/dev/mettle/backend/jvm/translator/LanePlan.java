package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.spi.Lane;
import java.util.List;

/**
 * The outcome of lane inference.
 *
 * @param parameters the lane of each parameter
 * @param steps how each instruction is carried out
 * @param result the lane of the result
 * @param canLeaveRange whether integer arithmetic in {@code long} occurs
 */
record LanePlan(List<Lane> parameters, List<Step> steps, Lane result, boolean canLeaveRange) {}
