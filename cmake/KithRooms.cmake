# kith_room(name [USES rooms…]): one static library a room, from src/<name>/*.cpp.
add_library(kith_flags INTERFACE)
target_compile_options(kith_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
  $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fno-gnu-unique>
  $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-restrict>  # g++ 12 warns falsely of std::string operator+ (GCC bug 105651)
  $<$<BOOL:${KITH_WERROR}>:-Werror>)
if(KITH_SANITIZE)
  target_compile_options(kith_flags INTERFACE -fsanitize=${KITH_SANITIZE} -fno-sanitize-recover=all
    -fno-omit-frame-pointer)
  target_link_options(kith_flags INTERFACE -fsanitize=${KITH_SANITIZE})
endif()
find_program(KITH_CCACHE ccache)
if(KITH_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${KITH_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${KITH_CCACHE})
endif()

set(KITH_ROOMS "" CACHE INTERNAL "rooms in order")

function(kith_room name)
  cmake_parse_arguments(ARG "" "" "USES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*.cpp)
  if(NOT sources)
    message(STATUS "room ${name} is empty")
    set(placeholder ${PROJECT_BINARY_DIR}/rooms/${name}.cpp)
    file(CONFIGURE OUTPUT ${placeholder} CONTENT "namespace { [[maybe_unused]] const int empty = 0; }\n")
    set(sources ${placeholder})
  endif()
  add_library(kith_${name} STATIC ${sources})
  target_include_directories(kith_${name}
    PUBLIC ${PROJECT_SOURCE_DIR}/include
    PRIVATE ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(kith_${name} PUBLIC Boost::headers PRIVATE kith_flags)
  foreach(used IN LISTS ARG_USES)
    target_link_libraries(kith_${name} PUBLIC kith_${used})
  endforeach()
  set(KITH_ROOMS ${KITH_ROOMS} kith_${name} CACHE INTERNAL "rooms in order")
endfunction()

# kith_embed(room symbol file): the bytes of a data file as `extern const char symbol[]` and
# `extern const unsigned long symbol_size` in namespace kith::data, compiled into the room.
function(kith_embed room symbol file)
  set(input ${PROJECT_SOURCE_DIR}/${file})
  if(NOT EXISTS ${input})
    message(STATUS "no ${file} yet")
    return()
  endif()
  set(output ${PROJECT_BINARY_DIR}/embedded/${symbol}.cpp)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DINPUT=${input} -DOUTPUT=${output} -DSYMBOL=${symbol}
            -P ${PROJECT_SOURCE_DIR}/cmake/Embed.cmake
    DEPENDS ${input} ${PROJECT_SOURCE_DIR}/cmake/Embed.cmake
    COMMENT "embedding ${file}")
  target_sources(kith_${room} PRIVATE ${output})
endfunction()
