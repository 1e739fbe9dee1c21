namespace Portal.Domain.Remediations;

/// <summary>One thing to do about a finding.</summary>
/// <param name="Kind">What.</param>
/// <param name="Words">The same as people read it: <c>Delete the pod web-stable-x; another one starts on a node that works.</c></param>
/// <param name="Target">The pod, where one is meant.</param>
/// <param name="IsForPeople">It is never done by itself, whatever the setting.</param>
public sealed record Remedy(RemedyKind Kind, string Words, string? Target = null, bool IsForPeople = false)
{
    /// <summary>Nothing that a button could do.</summary>
    public bool IsAdvice => Kind == RemedyKind.Tell;

    /// <summary>It leaves users on the version that they had, or goes back to it: a freeze never stands in its way.</summary>
    public bool IsAllowedInFreeze => Kind is RemedyKind.RollBack or RemedyKind.Hold or RemedyKind.LookAgain;
}
