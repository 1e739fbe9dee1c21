using Microsoft.Extensions.Logging;

namespace Portal.Operators.Operations;

/// <summary>What a <see cref="RowQueue{T}"/> logs.</summary>
internal static partial class RowQueueLog
{
    [LoggerMessage(5130, LogLevel.Warning, "News of {Subject} wait for the database: {Reason} Again in {Seconds:0.0} s.")]
    public static partial void Waiting(ILogger logger, string subject, string reason, double seconds);

    [LoggerMessage(5131, LogLevel.Error, "News of {Subject} could not be written.")]
    public static partial void Skipped(ILogger logger, string subject, Exception exception);
}
