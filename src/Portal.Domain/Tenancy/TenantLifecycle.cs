namespace Portal.Domain.Tenancy;

/// <summary>
/// The life of a tenant: <c>provisioning → active ⇄ suspended → deleting → deleted</c>, and back from deleting while the grace period lasts.
/// What is already so stays so and is no refusal, because every request may come twice.
/// </summary>
public static class TenantLifecycle
{
    /// <summary>Where the tenant stands after the event, or why it cannot happen.</summary>
    /// <param name="standing">Where it stands.</param>
    /// <param name="happening">What is to happen.</param>
    /// <param name="actor">Who wants it.</param>
    /// <param name="now">Starts and ends the grace period.</param>
    public static Result<TenantStanding> Apply(TenantStanding standing, TenantEvent happening, LifecycleActor actor, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(happening);
        return MayCause(actor, happening)
            ? happening switch
            {
                TenantProvisioned => Provision(standing),
                TenantSuspended suspended => Suspend(standing, suspended),
                TenantResumed resumed => Resume(standing, resumed),
                TenantDeletionRequested requested => RequestDeletion(standing, requested, actor, now),
                TenantDeletionCanceled canceled => CancelDeletion(standing, canceled, now),
                TenantPurged purged => Purge(standing, purged, now),
                _ => throw new ArgumentException($"{happening.GetType().Name} is no event of a tenant's life.", nameof(happening)),
            }
            : new TransitionForbidden(happening, actor);
    }

    /// <summary>Who may bring it about, whatever the state.</summary>
    public static bool MayCause(LifecycleActor actor, TenantEvent happening) => happening switch
    {
        TenantProvisioned or TenantPurged => actor == LifecycleActor.System,
        // Billing suspends who does not pay, and resumes who has.
        TenantSuspended or TenantResumed => actor is LifecycleActor.System or LifecycleActor.Staff,
        TenantDeletionRequested or TenantDeletionCanceled => actor is LifecycleActor.Staff or LifecycleActor.Admin,
        _ => false,
    };

    private static Result<TenantStanding> Provision(TenantStanding standing) => standing switch
    {
        { State: TenantState.Provisioning } => standing with { State = TenantState.Active },
        // Ready too late: it is being deleted, and would come back as an active one.
        { State: TenantState.Deleting, StateBefore: TenantState.Provisioning } => standing with { StateBefore = TenantState.Active },
        _ => standing,
    };

    private static Result<TenantStanding> Suspend(TenantStanding standing, TenantSuspended happening) => standing.State switch
    {
        TenantState.Active or TenantState.Suspended => standing with { State = TenantState.Suspended, Reason = happening.Reason },
        TenantState.Provisioning => Refuse(happening, standing, "It is ready in a few seconds; try again then."),
        _ => Refuse(happening, standing, "It is not served in any case."),
    };

    private static Result<TenantStanding> Resume(TenantStanding standing, TenantResumed happening) => standing.State switch
    {
        TenantState.Suspended => standing with { State = TenantState.Active, Reason = null },
        TenantState.Active => standing,
        TenantState.Deleting => Refuse(happening, standing, "Cancel the deletion first."),
        _ => Refuse(happening, standing, "Only a suspended tenant can be resumed."),
    };

    private static Result<TenantStanding> RequestDeletion(TenantStanding standing, TenantDeletionRequested happening, LifecycleActor actor, DateTimeOffset now) => standing.State switch
    {
        // Asking again neither shortens nor extends the grace period.
        TenantState.Deleting => standing,
        TenantState.Deleted => Refuse(happening, standing, "It is gone already."),
        TenantState.Suspended when actor == LifecycleActor.Admin => Refuse(happening, standing, "Ask whoever runs this deployment."),
        _ => standing with { State = TenantState.Deleting, StateBefore = standing.State, DeleteAfter = now + happening.Grace },
    };

    private static Result<TenantStanding> CancelDeletion(TenantStanding standing, TenantDeletionCanceled happening, DateTimeOffset now) => standing switch
    {
        { State: TenantState.Deleting, StateBefore: { } before } when now < standing.DeleteAfter =>
            standing with { State = before, StateBefore = null, DeleteAfter = null },
        { State: TenantState.Deleting } => Refuse(happening, standing, "The grace period is over and the removal has begun."),
        _ => Refuse(happening, standing, "No deletion has been requested."),
    };

    private static Result<TenantStanding> Purge(TenantStanding standing, TenantPurged happening, DateTimeOffset now) => standing switch
    {
        { State: TenantState.Deleted } => standing,
        { State: TenantState.Deleting } when now >= standing.DeleteAfter => new TenantStanding(TenantState.Deleted),
        { State: TenantState.Deleting } => Refuse(happening, standing, "The grace period is not over."),
        _ => Refuse(happening, standing, "No deletion has been requested."),
    };

    private static TransitionRefused Refuse(TenantEvent happening, TenantStanding standing, string advice) => new(happening, standing.State, advice);
}
