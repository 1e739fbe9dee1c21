namespace Portal.Domain.Rollouts;

/// <summary>The one step of <see cref="RollingStrategy"/>. Documents do not name it.</summary>
public sealed record RollStep : RolloutStep
{
    public override string Describe() => "replace pods one after the other";
}
