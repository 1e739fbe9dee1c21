using Microsoft.Extensions.Logging;

namespace Portal.Local.Output;

/// <summary>Sends what the stand-ins in this process log to where a child's lines go.</summary>
internal sealed class ProcessLogProvider(ProcessLog log) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new Logger(log, categoryName);

    public void Dispose()
    {
        // The log belongs to who made it.
    }

    private sealed class Logger(ProcessLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                log.Line($"{logLevel}: {category}: {formatter(state, exception)}");
                if (exception is not null)
                {
                    log.Line(exception.ToString().ReplaceLineEndings(" "));
                }
            }
        }
    }
}
