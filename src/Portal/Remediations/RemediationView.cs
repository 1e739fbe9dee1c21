namespace Portal.Remediations;

/// <summary>Something that was found wrong, what would help, and what became of it.</summary>
/// <param name="Id"><c>rem_…</c></param>
/// <param name="Kind"><c>crashLoop</c>, <c>routeDrift</c>, <c>stuckProgress</c>, <c>quotaPressure</c>, <c>expiringCredential</c> or <c>staleCache</c>.</param>
/// <param name="State"><c>open</c>, <c>suggested</c>, <c>acted</c>, <c>resolved</c> or <c>dismissed</c>.</param>
/// <param name="Severity"><c>low</c>, <c>medium</c> or <c>high</c>.</param>
/// <param name="Object">The PluginRollout: namespace and name.</param>
/// <param name="Part">Of it.</param>
/// <param name="Rollout">The portal's rollout; null for one that it no longer has.</param>
/// <param name="Found">What was found, in sentences.</param>
/// <param name="Remedy">What would help: <c>tell</c>, <c>lookAgain</c>, <c>rollBack</c>, <c>deletePod</c>, <c>hold</c>.</param>
/// <param name="RemedyWords">The same in a sentence.</param>
/// <param name="HeldBack">Why it is not done by itself; null when nothing holds it back.</param>
/// <param name="MayAct">Whether it can be asked for now.</param>
/// <param name="FirstSeenAt">When it was found.</param>
/// <param name="LastSeenAt">When it was still so, within five minutes.</param>
/// <param name="EndedAt">When it was gone.</param>
/// <param name="GaveUpAt">When nothing more was done by itself, and an alert was raised.</param>
/// <param name="DismissedBy">Who said that nothing is to be done.</param>
/// <param name="DismissedReason">Why.</param>
/// <param name="Attempts">Oldest first.</param>
public sealed record RemediationView(
    string Id,
    string Kind,
    string State,
    string Severity,
    string Object,
    string Part,
    string? Rollout,
    string Found,
    string Remedy,
    string RemedyWords,
    string? HeldBack,
    bool MayAct,
    DateTimeOffset FirstSeenAt,
    DateTimeOffset LastSeenAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset? GaveUpAt,
    string? DismissedBy,
    string? DismissedReason,
    IReadOnlyList<RemediationAttemptView> Attempts);
