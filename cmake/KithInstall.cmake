# What a vendor finds under the prefix: headers, libraries, kithConfig.cmake, kith.pc and kith-core.pc. Nothing there holds
# an absolute path, so the prefix can be moved.
include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/kith)
set(pkgconfig_dir ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
file(RELATIVE_PATH pc_to_prefix /${pkgconfig_dir} /)
string(REGEX REPLACE "/$" "" pc_to_prefix ${pc_to_prefix})

# The rooms' headers serve static linking; kith.h and kith.hpp serve both ways.
install(FILES capi/include/kith/kith.h include/kith/kith.hpp
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/kith COMPONENT development)
foreach(target IN LISTS KITH_ROOMS)
  string(REPLACE "kith_" "" room ${target})
  install(DIRECTORY include/kith/${room} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/kith COMPONENT development)
  install(FILES include/kith/${room}.hpp DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/kith COMPONENT development OPTIONAL)
endforeach()
install(FILES LICENSE data/calendars/cn.LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT runtime)

# kith_install(prefix component pkg-config-name private-libraries description)
function(kith_install prefix component pc_name pc_private pc_description)
  foreach(linking shared static)
    get_target_property(name ${prefix}_${linking} EXPORT_NAME)
    install(TARGETS ${prefix}_${linking} EXPORT kith-${name}
      LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime NAMELINK_COMPONENT development
      ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
    install(EXPORT kith-${name} NAMESPACE kith:: FILE kith-${name}.cmake DESTINATION ${package_dir}
      COMPONENT development)
    list(APPEND kith_components ${name})
  endforeach()
  set(kith_components ${kith_components} PARENT_SCOPE)
  configure_file(cmake/kith.pc.in ${PROJECT_BINARY_DIR}/package/${pc_name}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/package/${pc_name}.pc DESTINATION ${pkgconfig_dir} COMPONENT development)
endfunction()

kith_install(kith_core core kith-core "-lstdc++ -lm" "${PROJECT_DESCRIPTION}: without book and sheets")
if(KITH_BOOK)
  kith_install(kith kith kith "-lSQLiteCpp -lsqlite3 -lexpat -lminizip -lz -lstdc++ -lm" "${PROJECT_DESCRIPTION}")
endif()

configure_file(cmake/kithConfig.cmake.in ${PROJECT_BINARY_DIR}/package/kithConfig.cmake @ONLY)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/package/kithConfigVersion.cmake COMPATIBILITY SameMajorVersion)
install(FILES ${PROJECT_BINARY_DIR}/package/kithConfig.cmake ${PROJECT_BINARY_DIR}/package/kithConfigVersion.cmake
  DESTINATION ${package_dir} COMPONENT development)
