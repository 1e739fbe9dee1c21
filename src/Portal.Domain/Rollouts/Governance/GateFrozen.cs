using System.Globalization;

namespace Portal.Domain.Rollouts.Governance;

/// <summary>Everybody has agreed, but it is a time in which nothing begins.</summary>
/// <param name="Window">The window's name.</param>
/// <param name="Until">When nothing freezes any more.</param>
public sealed record GateFrozen(string Window, DateTimeOffset Until) : GateState
{
    public override string Word => "frozen";

    public override DateTimeOffset? LookAgainAt => Until;

    public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"Held by the freeze {Window} until {Until.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
}
