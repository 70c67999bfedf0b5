package dev.mettle.backend.jvm.translator;

import dev.mettle.ir.opcode.Opcode;
import java.util.Optional;

/**
 * What came of a translation of a version.
 *
 * @param code its code
 * @param notCompiled an instruction that there is no code for, if there is one
 */
record TranslatedBody(CodeBuilder code, Optional<Opcode> notCompiled) {}
