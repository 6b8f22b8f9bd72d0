#include "exchange/xml.hpp"

#include <expat.h>

#include <new>

namespace kith::exchange {

std::string_view local_name(std::string_view qualified) noexcept {
  const auto colon = qualified.rfind(':');
  return colon == std::string_view::npos ? qualified : qualified.substr(colon + 1);
}

std::optional<std::string_view> Attributes::get(std::string_view local) const {
  for (const char* const* p = pairs_; *p != nullptr; p += 2) {
    if (local_name(p[0]) == local) return std::string_view(p[1]);
  }
  return std::nullopt;
}

// The C callbacks. No exception may cross expat, so each is caught here and thrown again
// by feed().
struct XmlReader::Hooks {
  template <class F>
  static void guarded(void* user, F&& body) {
    auto& reader = *static_cast<XmlReader*>(user);
    reader.silent_bytes_ = 0;
    if (reader.error_ || reader.thrown_) return;
    try {
      Result<void> r = body(reader);
      if (!r) reader.fail(r.error());
    } catch (...) {
      reader.thrown_ = std::current_exception();
      XML_StopParser(reader.parser_.get(), XML_FALSE);
    }
  }
  static void start(void* user, const char* name, const char** attributes) {
    guarded(user, [&](XmlReader& r) -> Result<void> {
      if (++r.depth_ > r.limits_.xml_depth) {
        return Error(Status::out_of_range, Reason::too_deep,
                     "XML nested beyond the limit of " +
                         std::to_string(r.limits_.xml_depth) + " in " + r.part_);
      }
      return r.handler_.start(local_name(name), Attributes(attributes));
    });
  }
  static void end(void* user, const char* name) {
    guarded(user, [&](XmlReader& r) {
      --r.depth_;
      return r.handler_.end(local_name(name));
    });
  }
  static void text(void* user, const char* data, int size) {
    guarded(user, [&](XmlReader& r) {
      return r.handler_.text({data, static_cast<std::size_t>(size)});
    });
  }
  static void doctype(void* user, const char*, const char*, const char*, int) {
    guarded(user, [](XmlReader& r) -> Result<void> {
      return invalid(Reason::bad_syntax, "a DOCTYPE is not allowed in " + r.part_);
    });
  }
  static void comment(void* user, const char*) {
    static_cast<XmlReader*>(user)->silent_bytes_ = 0;
  }
};

void XmlReader::Free::operator()(XML_ParserStruct* parser) const noexcept {
  XML_ParserFree(parser);
}

XmlReader::XmlReader(XmlHandler& handler, std::string part, const SheetLimits& limits)
    : handler_(handler), part_(std::move(part)), limits_(limits) {
  parser_.reset(XML_ParserCreate(nullptr));
  if (!parser_) throw std::bad_alloc();
  XML_SetUserData(parser_.get(), this);
  XML_SetElementHandler(parser_.get(), &Hooks::start, &Hooks::end);
  XML_SetCharacterDataHandler(parser_.get(), &Hooks::text);
  XML_SetStartDoctypeDeclHandler(parser_.get(), &Hooks::doctype);
  XML_SetCommentHandler(parser_.get(), &Hooks::comment);
}

void XmlReader::fail(Error error) {
  error_ = std::move(error);
  XML_StopParser(parser_.get(), XML_FALSE);
}

Result<void> XmlReader::outcome(bool parsed) {
  if (thrown_) std::rethrow_exception(thrown_);
  if (XML_GetErrorCode(parser_.get()) == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
  if (error_) return *error_;
  if (parsed) return {};
  return invalid(Reason::bad_syntax,
                 "XML of " + part_ + ", line " +
                     std::to_string(XML_GetCurrentLineNumber(parser_.get())) + ": " +
                     XML_ErrorString(XML_GetErrorCode(parser_.get())));
}

Result<void> XmlReader::feed(std::string_view bytes) {
  silent_bytes_ += static_cast<std::int64_t>(bytes.size());
  const auto status =
      XML_Parse(parser_.get(), bytes.data(), static_cast<int>(bytes.size()), 0);
  if (Result<void> r = outcome(status == XML_STATUS_OK); !r) return r;
  // expat scans an unfinished token again with every piece, which is quadratic in its
  // length.
  if (silent_bytes_ > limits_.xml_token_bytes) {
    return Error(Status::out_of_range, Reason::too_large,
                 "an XML token beyond the limit of " +
                     std::to_string(limits_.xml_token_bytes) + " bytes in " + part_);
  }
  return {};
}

Result<void> XmlReader::finish() {
  return outcome(XML_Parse(parser_.get(), "", 0, 1) == XML_STATUS_OK);
}

}  // namespace kith::exchange
