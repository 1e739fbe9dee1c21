using Portal.Domain.Tenancy;
using Portal.Domain.Tests.Billing;

namespace Portal.Domain.Tests.Tenancy;

public sealed class TenantLifecycleTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Grace = TimeSpan.FromDays(30);
    private static readonly TenantStanding Active = new(TenantState.Active);
    private static readonly TenantStanding Unpaid = new(TenantState.Suspended, Reason: SuspensionReason.Unpaid);

    [Fact]
    public void Life_FromSignUpToTheEnd_GoesThroughEveryState()
    {
        var standing = Next(TenantStanding.Initial, new TenantProvisioned(), LifecycleActor.System, Start);
        standing.ShouldBe(Active);
        standing = Next(standing, new TenantSuspended(SuspensionReason.Unpaid), LifecycleActor.Staff, Start);
        standing.ShouldBe(Unpaid);
        standing = Next(standing, new TenantDeletionRequested(Grace), LifecycleActor.Staff, Start);
        standing.ShouldBe(new(TenantState.Deleting, TenantState.Suspended, SuspensionReason.Unpaid, Start + Grace));
        Next(standing, new TenantPurged(), LifecycleActor.System, Start + Grace).ShouldBe(new(TenantState.Deleted));
    }

    [Theory]
    [InlineData(TenantState.Provisioning)]
    [InlineData(TenantState.Active)]
    [InlineData(TenantState.Suspended)]
    public void CancelDeletion_WithinTheGracePeriod_GoesBackToTheStateBefore(TenantState before)
    {
        var standing = before == TenantState.Suspended ? Unpaid : new TenantStanding(before);
        var deleting = Next(standing, new TenantDeletionRequested(Grace), LifecycleActor.Staff, Start);
        Next(deleting, new TenantDeletionCanceled(), LifecycleActor.Admin, Start + Grace - TimeSpan.FromTicks(1)).ShouldBe(standing);
        TenantLifecycle.Apply(deleting, new TenantDeletionCanceled(), LifecycleActor.Staff, Start + Grace).Error.ShouldBeOfType<TransitionRefused>();
    }

    [Fact]
    public void Provisioned_WhileItIsBeingDeleted_IsRememberedForACancellation()
    {
        var deleting = Next(TenantStanding.Initial, new TenantDeletionRequested(Grace), LifecycleActor.Admin, Start);
        var ready = Next(deleting, new TenantProvisioned(), LifecycleActor.System, Start);
        Next(ready, new TenantDeletionCanceled(), LifecycleActor.Admin, Start).ShouldBe(Active);
    }

    [Fact]
    public void RequestDeletion_OfASuspendedTenant_IsNotForItsAdmin() =>
        TenantLifecycle.Apply(Unpaid, new TenantDeletionRequested(Grace), LifecycleActor.Admin, Start).Error.ShouldBeOfType<TransitionRefused>();

    [Theory]
    [InlineData(LifecycleActor.Admin, "tenant.deletion-requested tenant.deletion-canceled")]
    [InlineData(LifecycleActor.Staff, "tenant.suspended tenant.resumed tenant.deletion-requested tenant.deletion-canceled")]
    [InlineData(LifecycleActor.System, "tenant.provisioned tenant.suspended tenant.resumed tenant.purged")]
    public void MayCause_OfEveryActor_IsExactlyThis(LifecycleActor actor, string expected) =>
        string.Join(' ', Events(TimeSpan.Zero).Where(e => TenantLifecycle.MayCause(actor, e)).Select(e => e.Action)).ShouldBe(expected);

    [Fact]
    public void AnySequence_OfEvents_KeepsWhatMustAlwaysHold() => Seeded.Run(2_000, random =>
    {
        var (standing, now) = (TenantStanding.Initial, Start);
        TenantStanding? beforeDeletion = null;
        for (var i = 0; i < 40; i++)
        {
            now += TimeSpan.FromDays(random.Next(0, 20));
            var happening = Events(TimeSpan.FromDays(random.Next(0, 40)))[random.Next(6)];
            var actor = (LifecycleActor)random.Next(3);
            var result = TenantLifecycle.Apply(standing, happening, actor, now);
            if (!result.Succeeded)
            {
                continue;
            }

            var next = result.Value;
            // The extra facts are there exactly while they mean something.
            (next.DeleteAfter is not null, next.StateBefore is not null).ShouldBe((next.State == TenantState.Deleting, next.State == TenantState.Deleting));
            (next.Reason is not null).ShouldBe((next.StateBefore ?? next.State) == TenantState.Suspended);
            // Nothing is purged before its time, and nothing comes back from there.
            if (next.State == TenantState.Deleted && standing.State != TenantState.Deleted)
            {
                (standing.State, actor, now >= standing.DeleteAfter).ShouldBe((TenantState.Deleting, LifecycleActor.System, true));
            }

            (standing.State == TenantState.Deleted && next != standing).ShouldBeFalse();
            // A cancellation ends where the deletion began, but for what was made ready meanwhile.
            if (happening is TenantDeletionRequested && standing.State != TenantState.Deleting)
            {
                beforeDeletion = standing;
            }

            if (happening is TenantDeletionCanceled)
            {
                next.ShouldBe(beforeDeletion!.State == TenantState.Provisioning ? beforeDeletion with { State = next.State } : beforeDeletion);
            }

            // Whatever comes twice changes nothing more, but for a cancellation, which has nothing left to cancel.
            var twice = TenantLifecycle.Apply(next, happening, actor, now);
            if (happening is not TenantDeletionCanceled)
            {
                twice.Value.ShouldBe(next);
            }

            standing = next;
        }
    });

    [Fact]
    public void Service_OfEveryState_IsExactlyThis() =>
        Enum.GetValues<TenantState>().Select(state => state.Service()).ShouldBe(
            [TenantService.Full, TenantService.Full, TenantService.None, TenantService.CancellationOnly, TenantService.None]);

    private static TenantEvent[] Events(TimeSpan grace) =>
    [
        new TenantProvisioned(), new TenantSuspended(SuspensionReason.Abuse), new TenantResumed(), new TenantDeletionRequested(grace), new TenantDeletionCanceled(), new TenantPurged(),
    ];

    private static TenantStanding Next(TenantStanding standing, TenantEvent happening, LifecycleActor actor, DateTimeOffset now) =>
        TenantLifecycle.Apply(standing, happening, actor, now).Value;
}
