@echo off
rem Runs Mettle: finds a JDK 25 and starts the command.
rem
rem   METTLE_JAVA_HOME  the JDK to use, before all others
rem   METTLE_OPTS       options for the JVM
rem   METTLE_CLASSPATH  more jars, for example with a backend, separated by ';'
rem
rem Variables are never expanded late: expressions of programs have exclamation marks in them.
setlocal DisableDelayedExpansion EnableExtensions
set "wanted=25"
for %%h in ("%~dp0..") do set "home=%%~fh"
set "dist=%home%"
if exist "%home%\cli\pom.xml" set "dist=%home%\cli\target\dist"
if not exist "%dist%\lib\classpath" (
  echo mettle: Mettle has to be built first: mvnw -pl cli -am -Dfast -Dmaven.test.skip=true package>&2
  exit /b 2
)

set "jdk="
if defined METTLE_JAVA_HOME (
  call :take "%METTLE_JAVA_HOME%"
  if not defined jdk (
    echo mettle: METTLE_JAVA_HOME is no JDK %wanted% or newer.>&2
    exit /b 2
  )
)
call :take "%dist%\jdk"
if defined JAVA_HOME call :take "%JAVA_HOME%"
for /f "delims=" %%j in ('where java.exe 2^>nul') do call :take "%%~dpj.."
for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*" "%USERPROFILE%\.jdks\*") do call :take "%%~d"
if not defined jdk (
  echo mettle: no JDK %wanted% found: install one, for example Eclipse Temurin %wanted%, or set METTLE_JAVA_HOME to where it is.>&2
  exit /b 2
)

rem Each cache holds what one kind of command needs, as in the launcher for other systems.
set "cache=%dist%\lib\mettle-options.aot"
if /i "%~1"=="run" set "cache=%dist%\lib\mettle-run.aot"
if /i "%~x1"==".metta" set "cache=%dist%\lib\mettle-run.aot"
set "aot="
if exist "%cache%" set aot="-XX:AOTCache=%cache%"
set "more="
if defined METTLE_CLASSPATH set "more=;%METTLE_CLASSPATH%"

"%jdk%\bin\java.exe" %aot% -XX:+UseSerialGC -Xlog:aot=off -Xlog:cds=off -XX:-UsePerfData %METTLE_OPTS% -cp "%dist%\lib\*%more%" dev.mettle.cli.Main %*
exit /b %errorlevel%

rem :take DIR: takes DIR for the JDK if it is one of the wanted release or a newer one, and none was taken.
:take
if defined jdk exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "release="
for /f "usebackq tokens=2 delims==." %%v in (`findstr /b "JAVA_VERSION=" "%~1\release"`) do set release=%%v
if not defined release exit /b 0
set "release=%release:"=%"
if %release% GEQ %wanted% set "jdk=%~1"
exit /b 0
