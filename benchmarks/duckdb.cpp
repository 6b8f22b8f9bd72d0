#include "duckdb.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <stdexcept>

namespace kith::bench {
namespace {

struct Pipe {
  std::array<int, 2> ends{};
  Pipe() {
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  }
};

}  // namespace

std::unique_ptr<DuckDb> DuckDb::start() {
  const char* modules = std::getenv("KITH_BENCH_NODE_MODULES");
  if (modules == nullptr ||
      !std::filesystem::exists(std::filesystem::path(modules) / "@duckdb/node-api")) {
    return nullptr;
  }
  std::unique_ptr<DuckDb> duck(new DuckDb);
  Pipe requests, answers;
  std::signal(SIGPIPE, SIG_IGN);
  duck->process_ = ::fork();
  if (duck->process_ == 0) {
    ::dup2(requests.ends[0], STDIN_FILENO);
    ::dup2(answers.ends[1], STDOUT_FILENO);
    ::execlp("node", "node", KITH_BENCH_SOURCE_DIR "/duckdb.mjs", modules, nullptr);
    ::_exit(127);
  }
  ::close(requests.ends[0]);
  ::close(answers.ends[1]);
  duck->to_ = ::fdopen(requests.ends[1], "w");
  duck->from_ = ::fdopen(answers.ends[0], "r");
  if (duck->process_ < 0) throw std::runtime_error("cannot start node");
  return duck;
}

DuckDb::~DuckDb() {
  if (to_ != nullptr) std::fclose(to_);  // the end of its input ends it
  if (from_ != nullptr) std::fclose(from_);
  if (process_ > 0) ::waitpid(process_, nullptr, 0);
}

std::string DuckDb::ask(const std::string& sql) {
  std::string line = sql;
  for (char& c : line) {
    if (c == '\n') c = ' ';
  }
  std::fputs((line + "\n").c_str(), to_);
  std::fflush(to_);
  std::string answer;
  for (int c = std::fgetc(from_); c != '\n'; c = std::fgetc(from_)) {
    if (c == EOF) throw std::runtime_error("DuckDB's process ended");
    answer.push_back(static_cast<char>(c));
  }
  if (answer.rfind("error ", 0) == 0) throw std::runtime_error("DuckDB: " + answer);
  return answer;
}

}  // namespace kith::bench
