namespace Portal.Rollouts.Governance;

/// <param name="Id"><c>dlg_…</c></param>
/// <param name="From">Whose right it is.</param>
/// <param name="To">Who may decide in their place.</param>
/// <param name="Reason">Why.</param>
/// <param name="StartsAt">From when.</param>
/// <param name="EndsAt">Until when; earlier if it was taken back.</param>
/// <param name="InForce">Whether it counts now.</param>
internal sealed record DelegationView(string Id, ApproverView From, ApproverView To, string Reason, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool InForce);
