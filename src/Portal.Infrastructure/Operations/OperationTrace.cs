using System.Diagnostics;

namespace Portal.Infrastructure.Operations;

/// <summary>The trace that a piece of work belongs to, as W3C Trace Context: from the click to the last write that it causes.</summary>
public static class OperationTrace
{
    /// <summary>Where spans of the queue are told.</summary>
    public static ActivitySource Source { get; } = new("Portal.Operations");

    /// <summary>The <c>traceparent</c> of what is going on now; null when nothing is traced.</summary>
    public static string? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null;

    /// <summary>
    /// Goes on with a trace. Listened to or not, the activity is the current one until it is disposed, so that HTTP clients pass it on.
    /// </summary>
    /// <param name="name">Of the span.</param>
    /// <param name="parent">A <c>traceparent</c>; null when none was kept.</param>
    /// <param name="correlationId">The trace id, for want of a parent.</param>
    public static Activity Continue(string name, string? parent, string correlationId)
    {
        var id = parent ?? ParentOf(correlationId);
        var activity = (id is not null && ActivityContext.TryParse(id, null, isRemote: true, out var context)
            ? Source.CreateActivity(name, ActivityKind.Consumer, context)
            : null) ?? new Activity(name);
        if (activity.ParentId is null && id is not null)
        {
            activity.SetParentId(id);
        }

        return activity.SetIdFormat(ActivityIdFormat.W3C).AddTag("portal.correlation_id", correlationId).Start();
    }

    private static string? ParentOf(string correlationId) =>
        correlationId.Length == 32 && correlationId.All(char.IsAsciiHexDigitLower) && correlationId.Any(c => c != '0')
            ? $"00-{correlationId}-{ActivitySpanId.CreateRandom().ToHexString()}-01"
            : null;
}
