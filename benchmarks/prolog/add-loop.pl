% Facts that are added one after the other, and counted at the end.

:- dynamic fact/2.

fill(N, N) :- !.
fill(I, N) :- assertz(fact(I, here)), I1 is I + 1, fill(I1, N).

main(N, Count) :- fill(0, N), findall(I, fact(I, _), All), length(All, Count).
