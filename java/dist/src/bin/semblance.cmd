@echo off
rem Starts the semblance command from where this archive was unpacked. Heap and JVM flags:
rem SEMBLANCE_JAVA_OPTS. More jars, such as JDBC drivers: SEMBLANCE_CLASSPATH.
setlocal
set "root=%~dp0.."
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if exist "%root%\runtime\bin\java.exe" set "java=%root%\runtime\bin\java"
set "more="
if defined SEMBLANCE_CLASSPATH set "more=;%SEMBLANCE_CLASSPATH%"
"%java%" -Xmx4g -XX:+UseParallelGC --add-modules jdk.incubator.vector ^
  -Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0 %SEMBLANCE_JAVA_OPTS% ^
  -cp "%root%\lib\*%more%" io.semblance.cli.Main %*
exit /b %ERRORLEVEL%
