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
    echo mettle: METTLE_JAVA_HOME is "%METTLE_JAVA_HOME%", and that is no JDK %wanted% or newer.>&2
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

set "lib=%dist%\lib"
set "classpath="
for /f "usebackq delims=" %%j in ("%lib%\classpath") do call :add "%lib%\%%j"
if defined METTLE_CLASSPATH set "classpath=%classpath%;%METTLE_CLASSPATH%"
set "entries=%METTLE_CLASSPATH%"
call :entries
if errorlevel 2 exit /b 2

rem With these jars alone it is known which classes are backends, and no JVM has to open all jars.
set "backends="
if not defined METTLE_CLASSPATH if exist "%lib%\backends" set /p backends=<"%lib%\backends"
set "providers="
if defined backends set providers="-Dmettle.providers=%backends%"

rem Each cache holds what one kind of command needs. The launcher for other systems looks at all
rem arguments; here the first one has to do, since cmd cannot compare what has quotes in it.
set "cache=%lib%\mettle-options.aot"
if /i "%~1"=="run" set "cache=%lib%\mettle-run.aot"
if /i "%~1"=="-e" set "cache=%lib%\mettle.aot"
if /i "%~x1"==".metta" set "cache=%lib%\mettle-run.aot"
for %%o in (--tier --backend --threshold --stats --stream --allow-dir --allow-all -I --include --max-steps --timeout) do if "%~1"=="%%o" set "cache=%lib%\mettle-run.aot"
set "aot="
if exist "%cache%" set aot="-XX:AOTCache=%cache%"

rem What the JVM is told is written once for all launchers, in files that it reads itself; they say
rem what is in them.
set "tuned="
set "interpreter="
if "%release%"=="%wanted%" (
  set tuned="@%lib%\tuned.options"
  set interpreter="@%lib%\compiled.options"
)
rem Without quotes around it the line is taken apart as it is below, where it is passed on. Without
rem quotes in it, it is text wherever quotes are around it.
set line=%*
set "plain="
if defined line set "plain=%line:"=%"
if defined interpreter if defined plain call :interpreter
if /i "%~1"=="conformance" if defined interpreter set interpreter="@%lib%\checked.options"

set "collector=-XX:+UseSerialGC"
if defined METTLE_OPTS call :collector

if defined METTLE_OPTS call :given || exit /b 2

"%jdk%\bin\java.exe" %aot% %collector% "@%lib%\base.options" %tuned% %interpreter% %providers% %METTLE_OPTS% -cp "%classpath%" dev.mettle.cli.Main %*
set "status=%errorlevel%"
if not "%status%"=="1" exit /b %status%
if defined METTLE_OPTS call :options
if errorlevel 2 exit /b 2
exit /b 1

rem :add JAR: puts a jar at the end of the class path.
:add
if defined classpath (set "classpath=%classpath%;%~1") else set "classpath=%~1"
exit /b 0

rem :given: refuses METTLE_OPTS with an agent that is not there: the JVM would end with status 1. What
rem has quotes in it is left to the JVM.
:given
set "options=%METTLE_OPTS:"=%"
set "quoted=%METTLE_OPTS:"='%"
if not "%options%"=="%quoted%" exit /b 0
call :agents
exit /b %errorlevel%

rem :agents: refuses the options if one of them names an agent that is not there.
:agents
if not defined options exit /b 0
set "left=%options%"
set "options="
for /f "tokens=1*" %%o in ("%left%") do (
  set "options=%%p"
  call :agent "%%o"
  if errorlevel 2 exit /b 2
)
call :agents
exit /b %errorlevel%

rem :agent OPTION: refuses an option that names an agent that is not there.
:agent
set "option=%~1"
set "file="
if "%option:~0,11%"=="-javaagent:" set "file=%option:~11%"
if "%option:~0,11%"=="-agentpath:" set "file=%option:~11%"
if defined file for /f "delims==" %%f in ("%file%") do if not exist "%%~f" (
  echo mettle: METTLE_OPTS names %%~f, and there is no such file.>&2
  exit /b 2
)
if "%option:~0,10%"=="-agentlib:" for /f "delims==" %%f in ("%option:~10%") do if not exist "%jdk%\bin\%%f.dll" (
  where "%%f.dll" >nul 2>&1 || (
    echo mettle: METTLE_OPTS names the agent %%f, and there is no %%f.dll.>&2
    exit /b 2
  )
)
exit /b 0

rem :collector: leaves the choice of a garbage collector to METTLE_OPTS where that makes one.
:collector
set "options=%METTLE_OPTS:"=%"
set "others=%options:-XX:+Use=%"
if not "%others%"=="%options%" if not "%options:GC=%"=="%options%" set "collector="
exit /b 0

rem :entries: refuses an entry of METTLE_CLASSPATH that is not there; the JVM would pass over it.
:entries
if not defined entries exit /b 0
set "left=%entries%"
set "entries="
for /f "tokens=1* delims=;" %%e in ("%left%") do (
  set "entries=%%f"
  if not exist "%%~e" (
    echo mettle: METTLE_CLASSPATH names %%~e, and there is no such file or directory.>&2
    exit /b 2
  )
)
call :entries
exit /b %errorlevel%

rem :interpreter: chooses the options for a run in which no function is compiled.
:interpreter
set "behind=%plain:*--max-steps=%"
set "compiles=yes"
if not "%behind%"=="%plain%" set "compiles="
set "behind=%plain:*--tier=%"
if not "%behind%"=="%plain%" (
  if /i "%behind:~1,2%"=="tr" set "compiles="
  if /i "%behind:~1,1%"=="v" set "compiles="
  if /i "%behind:~1,1%"=="a" set "compiles="
)
if not defined compiles set interpreter="@%lib%\interpreted.options"
exit /b 0

rem :options: the JVM ends with status 1 when it does not take an option, as programs do that end in an
rem error. Which of both it was is tried afterwards, but not with what writes files.
:options
set "options=%METTLE_OPTS:"=%"
set "others=%options:file=%"
set "others=%others:agent=%"
set "others=%others:Recording=%"
set "others=%others:AtExit=%"
set "others=%others:CacheOutput=%"
set "others=%others:AOTConfiguration=%"
set "others=%others:Dump=%"
if not "%others%"=="%options%" exit /b 0
"%jdk%\bin\java.exe" %collector% "@%lib%\base.options" %tuned% %interpreter% %METTLE_OPTS% -version >nul 2>&1
if not errorlevel 1 exit /b 0
echo mettle: the JVM does not take the options in METTLE_OPTS, see above.>&2
exit /b 2

rem :take DIR: takes DIR for the JDK if it is one of the wanted release or a newer one, and none was taken.
:take
if defined jdk exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "release="
for /f "usebackq tokens=1,2 delims==" %%k in ("%~1\release") do if "%%k"=="JAVA_VERSION" set release=%%l
if not defined release exit /b 0
set "release=%release:"=%"
for /f "delims=.-+" %%n in ("%release%") do set "release=%%n"
if %release% GEQ %wanted% set "jdk=%~1"
exit /b 0
