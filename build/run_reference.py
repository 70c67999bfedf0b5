#!/usr/bin/env python3
"""Runs many programs through an installed reference implementation (`pip install hyperon`).

Started once, it reads the path of a program from each line of standard input and answers with what
the program prints, a line `[result, ...]` for each `!`, or `RUNNER ERROR: message`, and then one of

    --- done        the program ran to its end
    --- crashed     the process of the program died
    --- timeout     it was ended after the number of seconds that is the only argument (default 5)

A program runs in a process of its own that is forked from one with everything loaded, so that a
crash or an endless loop costs that program alone, and a start costs milliseconds.
"""
import os
import resource
import select
import signal
import sys

import hyperon

MEMORY = 2 << 30


def run(runner, path):
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.chdir(os.path.dirname(path) or '.')
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 2)
    with open(path, encoding='utf-8', newline='') as f:
        text = f.read()
    try:
        for results in runner.run(text):
            print('[' + ', '.join(map(repr, results)) + ']')
    except RuntimeError as e:
        print('RUNNER ERROR: ' + str(e).replace('\n', ' '))
    sys.stdout.flush()


def main():
    patience = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    # Every program gets a copy of this runner, by the fork.
    runner = hyperon.MeTTa(env_builder=hyperon.Environment.custom_env(working_dir=os.getcwd(), config_dir=''))
    for line in sys.stdin:
        path = line.rstrip('\n')
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            try:
                run(runner, path)
                os._exit(0)
            finally:
                os._exit(1)
        handle = os.pidfd_open(child)
        ended, _, _ = select.select([handle], [], [], patience)
        if not ended:
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        os.close(handle)
        # Told on a line of its own, whatever the program left behind.
        print('\n--- ' + ('timeout' if not ended else 'done' if status == 0 else 'crashed'))
        sys.stdout.flush()


if __name__ == '__main__':
    main()
