% A conjunction of 29 goals: ways of 29 steps along a line, on which each step leads on.

:- dynamic next/2.

line(N, N) :- !.
line(I, N) :- I1 is I + 1, assertz(next(I, I1)), line(I1, N).

way(A, D1) :-
    next(A, B), next(B, C), next(C, D), next(D, E), next(E, F),
    next(F, G), next(G, H), next(H, I), next(I, J), next(J, K),
    next(K, L), next(L, M), next(M, N), next(N, O), next(O, P),
    next(P, Q), next(Q, R), next(R, S), next(S, T), next(T, U),
    next(U, V), next(V, W), next(W, X), next(X, Y), next(Y, Z),
    next(Z, A1), next(A1, B1), next(B1, C1), next(C1, D1).

main(N, Count) :- line(0, N), findall(A - D, way(A, D), All), length(All, Count).
