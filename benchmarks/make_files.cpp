// Makes the uniform book and its peer ahead of the programs that use them.
#include "fixture.hpp"
#include "harness.hpp"

int main(int argc, char** argv) {
  using namespace kith::bench;
  begin(argc, argv);
  figure("made", "ours", [] {
    (void)book_file(arguments().customers);
    return 0.0;
  });
  figure("made", "peer", [] {
    (void)hand_file(arguments().customers);
    return 0.0;
  });
  return run();
}
