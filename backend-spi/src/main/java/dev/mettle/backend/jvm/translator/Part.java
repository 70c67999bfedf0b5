package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.spi.Lane;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of instructions that becomes a method of its own: it needs nothing from the operand stack
 * and leaves one value.
 *
 * @param method the method's name
 * @param start the first instruction
 * @param end the last instruction, included
 * @param parameters the parameters of the function that it reads, by index
 * @param result the lane of its value
 */
record Part(String method, int start, int end, List<Integer> parameters, Lane result) {

  MethodTypeDesc type(List<Lane> lanes) {
    List<ClassDesc> types = new ArrayList<>();
    for (int parameter : parameters) {
      types.add(lanes.get(parameter).descriptor());
    }
    return MethodTypeDesc.of(result.descriptor(), types);
  }
}
