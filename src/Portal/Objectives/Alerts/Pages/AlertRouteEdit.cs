namespace Portal.Objectives.Alerts.Pages;

/// <summary>One channel's routing while it is edited.</summary>
public sealed class AlertRouteEdit(AlertChannelView read)
{
    /// <summary>As it was read last.</summary>
    public AlertChannelView Read { get; private set; } = read;

    public AlertChannelForm Form { get; private set; } = AlertChannelForm.Of(read);

    public bool Dirty { get; set; }

    /// <summary>Somebody else changed it meanwhile.</summary>
    public bool Stale { get; private set; }

    public IReadOnlyDictionary<string, string> Errors { get; set; } = new Dictionary<string, string>();

    /// <summary>News of the channel: what is being typed stays, and cannot be saved over it.</summary>
    public void Refresh(AlertChannelView now)
    {
        ArgumentNullException.ThrowIfNull(now);
        if (Dirty)
        {
            Stale = now.Version != Read.Version;
            return;
        }

        Show(now);
    }

    public void Show(AlertChannelView now)
    {
        ArgumentNullException.ThrowIfNull(now);
        (Read, Form, Dirty, Stale, Errors) = (now, AlertChannelForm.Of(now), false, false, new Dictionary<string, string>());
    }
}
