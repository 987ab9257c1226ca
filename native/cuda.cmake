# The library for GPUs, where there is a CUDA toolkit.
include(CheckLanguage)
check_language(CUDA)
if(NOT CMAKE_CUDA_COMPILER)
  message(STATUS "no nvcc: semblance_cuda is not built")
  return()
endif()

# Every generation from Turing on that this nvcc knows, and PTX of the last for those to come.
# -DSEMBLANCE_CUDA_ARCHS=90 builds for one while developing.
execute_process(COMMAND ${CMAKE_CUDA_COMPILER} --list-gpu-arch OUTPUT_VARIABLE known)
set(archs)
foreach(arch 75 80 86 89 90 100 120)
  if(known MATCHES "compute_${arch}(\n|$)")
    list(APPEND archs ${arch})
  endif()
endforeach()
set(SEMBLANCE_CUDA_ARCHS "${archs}" CACHE STRING "GPU architectures to build for")
set(archs ${SEMBLANCE_CUDA_ARCHS})
list(GET archs -1 last)
set(CMAKE_CUDA_ARCHITECTURES)
foreach(arch ${archs})
  if(arch EQUAL last)
    list(APPEND CMAKE_CUDA_ARCHITECTURES ${arch}) # code and PTX
  else()
    list(APPEND CMAKE_CUDA_ARCHITECTURES ${arch}-real)
  endif()
endforeach()
string(REPLACE ";" " " archs_text "${archs}")

enable_language(CUDA)
set(CMAKE_CUDA_STANDARD 17)
set(CMAKE_CUDA_STANDARD_REQUIRED ON)
set(CMAKE_CUDA_RUNTIME_LIBRARY Static)
message(STATUS "semblance_cuda for ${archs_text}, CUDA ${CMAKE_CUDA_COMPILER_VERSION}")

add_library(semblance_cuda SHARED src/device.cu src/blas.cpp src/error.cpp src/jni.cpp)
target_include_directories(semblance_cuda PRIVATE ${includes})
set_target_properties(semblance_cuda PROPERTIES CXX_VISIBILITY_PRESET default)
# -fmad=false: bits as on the CPU; where a fused multiply-add is meant, fmaf is written.
target_compile_options(semblance_cuda PRIVATE
  $<$<COMPILE_LANGUAGE:CUDA>:-fmad=false -Xcompiler=-Wall,-Werror=switch,-ffp-contract=off>
  $<$<COMPILE_LANGUAGE:CXX>:${warnings}>)
target_compile_definitions(semblance_cuda PRIVATE "SEMBLANCE_ARCHITECTURES=\"${archs_text}+\"")
target_link_libraries(semblance_cuda PRIVATE ${CMAKE_DL_LIBS})

# The checks of tests/ on a real GPU; skipped where there is none.
find_package(CUDAToolkit REQUIRED)
add_executable(kernels_gpu tests/kernels_test.cpp tests/products_test.cpp)
target_include_directories(kernels_gpu PRIVATE ${includes})
target_compile_definitions(kernels_gpu PRIVATE SEMBLANCE_GPU)
target_compile_options(kernels_gpu PRIVATE ${warnings})
target_link_libraries(kernels_gpu PRIVATE semblance_cuda CUDA::cudart_static)
add_test(NAME kernels_gpu COMMAND kernels_gpu)
set_tests_properties(kernels_gpu PROPERTIES SKIP_RETURN_CODE 77)
