/* pause: the process that holds a pod's namespaces. It waits, reaps what its pod leaves behind, and goes when told.
 * With -v it names itself and ends: `kubeadm upgrade` runs it so, as a job, to see whether pods can be started. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv) {
  if (argc > 1 && strcmp(argv[1], "-v") == 0) return puts("pause") == EOF;

  /* Blocked here and taken one by one below, no signal can arrive at a wrong moment. */
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGCHLD);
  sigprocmask(SIG_BLOCK, &set, NULL);

  for (;;) {
    int s;
    if (sigwait(&set, &s) != 0) continue;
    if (s != SIGCHLD) return 0;
    while (waitpid(-1, NULL, WNOHANG) > 0) { }
  }
}
