using Portal.Domain.Objectives.Alerts;

namespace Portal.Infrastructure.Objectives.Alerts;

/// <summary>Speaks one kind of channel's protocol.</summary>
public interface IAlertSender
{
    AlertChannelKind Kind { get; }

    /// <summary>Sends; a repetition is recognizable as one. Failures are in the answer.</summary>
    Task<AlertAnswer> SendAsync(AlertMessage message, CancellationToken cancellationToken);
}
