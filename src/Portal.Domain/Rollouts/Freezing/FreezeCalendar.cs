namespace Portal.Domain.Rollouts.Freezing;

/// <summary>All windows of a policy together: ones that touch are one freeze.</summary>
public static class FreezeCalendar
{
    /// <summary>A freeze is looked through this far; one that never ends is looked at again then.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromDays(35);

    /// <summary>The freeze that holds the moment: the window that it is in, and when nothing freezes any more.</summary>
    public static (string Window, DateTimeOffset Until)? Find(IReadOnlyList<FreezeWindow> windows, DateTimeOffset moment)
    {
        ArgumentNullException.ThrowIfNull(windows);
        var (name, end) = (default(string), moment);
        while (end - moment < Horizon && Latest(windows, end) is { } next)
        {
            name ??= next.Window.Name;
            end = next.End;
        }

        return name is null ? null : (name, end);
    }

    private static (FreezeWindow Window, DateTimeOffset End)? Latest(IReadOnlyList<FreezeWindow> windows, DateTimeOffset moment)
    {
        (FreezeWindow Window, DateTimeOffset End)? latest = null;
        foreach (var window in windows)
        {
            if (window.EndOf(moment) is { } end && (latest is null || end > latest.Value.End))
            {
                latest = (window, end);
            }
        }

        return latest;
    }
}
