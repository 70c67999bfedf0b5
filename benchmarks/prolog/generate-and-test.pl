% All rows of n bits, of which one is all ones.

bit(0).
bit(1).

bits(0, 'End') :- !.
bits(N, 'B'(Bit, Rest)) :- bit(Bit), N1 is N - 1, bits(N1, Rest).

ones('End').
ones('B'(1, Rest)) :- ones(Rest).

first(0, _, 'End') :- !.
first(N, 'B'(Bit, Rest), 'B'(Bit, First)) :- N1 is N - 1, first(N1, Rest, First).

main(N, First) :- bits(N, Bits), ones(Bits), first(3, Bits, First).
