% A loop by tail calls.

loop(0, Sum, Sum) :- !.
loop(N, Acc, Sum) :- N1 is N - 1, Acc1 is Acc + N, loop(N1, Acc1, Sum).

main(N, Sum) :- loop(N, 0, Sum).
