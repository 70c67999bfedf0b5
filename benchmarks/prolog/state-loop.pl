% A loop whose counter is a global variable.

:- nb_setval(counter, 0).

count_to(N) :- nb_getval(counter, N), !.
count_to(N) :-
    nb_getval(counter, Now),
    Next is Now + 1,
    nb_setval(counter, Next),
    count_to(N).

main(N, Counter) :- count_to(N), nb_getval(counter, Counter).
