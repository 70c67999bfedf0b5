/*
 * The lexical syntax of MeTTa, and the only place where it is defined.
 *
 * The grammar is flat on purpose: a rule that recursed through brackets would overflow the Java
 * stack at a few thousand of them. The reader nests items on a stack of its own; it drives the
 * lexer directly, one token at a time, so that nothing behind the current atom is looked at.
 *
 * What a word means (a number, an operation, a token bound by the program) is no matter of
 * syntax: the tokenizer decides it when the word is read.
 *
 * The last three tokens before the fragments are the mistakes that a lexer can see. They have
 * tokens of their own so that each is reported at its place and with its reason; with them every
 * text whatsoever is a sequence of tokens.
 */
grammar Metta;

source : item* EOF ;

item : LEFT_BRACKET | RIGHT_BRACKET | VARIABLE | STRING | WORD ;

LEFT_BRACKET  : '(' ;
RIGHT_BRACKET : ')' ;

// Neither ';' nor '"' ends the name of a variable.
VARIABLE : '$' NAME_CHARACTER* ;

STRING : '"' STRING_ITEM* '"' ;

// Quotes, '$', '#' and '!' are ordinary characters inside a word.
WORD : FIRST_WORD_CHARACTER WORD_CHARACTER* ;

COMMENT    : ';' ~[\n]* -> skip ;
WHITESPACE : [\p{White_Space}]+ -> skip ;

RESERVED_HASH   : '$' NAME_CHARACTER* '#' ;
UNCLOSED_STRING : '"' STRING_ITEM* ;
INVALID_ESCAPE  : '"' STRING_ITEM* '\\' ;

fragment NAME_CHARACTER       : ~[()#\p{White_Space}] ;
fragment FIRST_WORD_CHARACTER : ~[()"$;\p{White_Space}] ;
fragment WORD_CHARACTER       : ~[();\p{White_Space}] ;

fragment STRING_ITEM
  : ~["\\]
  | '\\' ['"\\nrt]
  | '\\x' [0-7] HEX
  // The reader checks that the number is that of a character.
  | '\\u{' HEX? HEX? HEX? HEX? HEX? HEX? HEX? HEX? '}'
  ;

fragment HEX : [0-9a-fA-F] ;
