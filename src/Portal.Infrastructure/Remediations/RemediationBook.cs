using Microsoft.EntityFrameworkCore;
using Portal.Domain.Audit;
using Portal.Domain.Objectives.Alerts;
using Portal.Domain.Operations;
using Portal.Domain.Remediations;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Objectives.Alerts;
using Portal.Infrastructure.Rollouts;

namespace Portal.Infrastructure.Remediations;

/// <summary>
/// Writes down what was found, once for each occurrence, and decides about it in the same transaction. Whoever looks again, after a restart or from another replica,
/// finds it written.
/// </summary>
public sealed class RemediationBook
{
    // What only says "still there" is written this often.
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    /// <summary>What was done needs so long to show, and what is gone so long to be believed.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);

    private readonly TenantUnitOfWork _unit;
    private readonly string _cluster;
    private readonly RemediationSettings _settings;
    private readonly bool _isFrozen;
    private readonly List<RemediationRow> _current;
    private readonly List<RemediationAttemptRow> _attempts;

    private RemediationBook(
        TenantUnitOfWork unit, string cluster, RemediationSettings settings, bool isFrozen, List<RemediationRow> current, List<RemediationAttemptRow> attempts)
    {
        (_unit, _cluster, _settings, _isFrozen, _current, _attempts) = (unit, cluster, settings, isFrozen, current, attempts);
    }

    /// <param name="unit">Commits afterwards.</param>
    /// <param name="cluster">Begins the keys of alerts.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    public static async Task<RemediationBook> OpenAsync(TenantUnitOfWork unit, string cluster, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unit);
        await RemediationReading.LockAsync(unit, cancellationToken);
        var settings = await RemediationReading.SettingsAsync(unit, cancellationToken);
        return new(
            unit, cluster, settings, await RemediationReading.IsFrozenAsync(unit, cancellationToken),
            await unit.Db.Set<RemediationRow>().Where(row => row.EndedAt == null).ToListAsync(cancellationToken),
            await RemediationReading.AttemptsAsync(unit, settings, cancellationToken));
    }

    /// <summary>Takes down what one look has seen.</summary>
    /// <param name="seen">Every object of the tenant: what is not among them, or has no finding any more, is gone.</param>
    /// <param name="cancellationToken">Stops before the commit.</param>
    /// <returns>How many findings are open afterwards.</returns>
    public async Task<int> KeepAsync(IReadOnlyList<SeenObject> seen, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seen);
        var there = new HashSet<RemediationRow>();
        foreach (var (one, finding) in seen.SelectMany(one => one.Findings.Select(finding => (one, finding))))
        {
            if (await TakeAsync(one, finding, cancellationToken) is { } row)
            {
                there.Add(row);
            }
        }

        foreach (var row in _current.Where(row => !there.Contains(row) && row.EndedAt is null).ToList())
        {
            await EndAsync(row, cancellationToken);
        }

        return _current.Count(row => row.EndedAt is null);
    }

    private async Task<RemediationRow?> TakeAsync(SeenObject one, Finding finding, CancellationToken cancellationToken)
    {
        var row = _current.Find(row => row.Kind == finding.Kind && row.Object == one.Object && row.Part == finding.Part);
        var decision = RemediationPolicy.Decide(Case(one, finding, row), _settings, _unit.Now);
        if (row is null)
        {
            if (decision is Ignore)
            {
                return null;
            }

            row = await AddAsync(one, finding, cancellationToken);
        }
        else if (_unit.Now - row.LastSeenAt >= SeenEvery)
        {
            row.LastSeenAt = _unit.Now;
        }

        if (row.State != RemediationState.Dismissed && !IsSettling(row))
        {
            Describe(row, one, finding);
            await FollowAsync(row, one, finding, decision, cancellationToken);
        }

        return row;
    }

    private RemediationCase Case(SeenObject one, Finding finding, RemediationRow? row) => new(
        finding, row?.Attempts ?? 0, [.. _attempts.Select(attempt => attempt.At)], [.. _attempts.Where(attempt => attempt.Object == one.Object).Select(attempt => attempt.At)], _isFrozen);

    /// <summary>Something is being done about it, or was a moment ago.</summary>
    private bool IsSettling(RemediationRow row) => row.State == RemediationState.Acted
        && _attempts.Exists(attempt => attempt.RemediationId == row.Id && attempt.Number == row.Attempts && (attempt.DoneAt is null || attempt.DoneAt + Settling > _unit.Now));

    private async Task<RemediationRow> AddAsync(SeenObject one, Finding finding, CancellationToken cancellationToken)
    {
        var isKnown = one.Rollout is { } rollout && await _unit.Db.Set<RolloutRow>().AnyAsync(row => row.Id == rollout, cancellationToken);
        var row = new RemediationRow
        {
            TenantId = _unit.Tenant,
            Id = new(_unit.NewId()),
            Kind = finding.Kind,
            RolloutId = isKnown ? one.Rollout : null,
            Object = one.Object,
            ObjectUid = one.Uid,
            Part = finding.Part,
            Severity = finding.Severity,
            State = RemediationState.Open,
            Found = finding.Words,
            Remedy = finding.Remedies[0].Kind,
            RemedyWords = finding.Remedies[0].Words,
            RemedyTarget = finding.Remedies[0].Target,
            FirstSeenAt = _unit.Now,
            LastSeenAt = _unit.Now,
            UpdatedAt = _unit.Now,
        };
        _unit.Db.Add(row);
        _current.Add(row);
        _unit.Audit(RemediationOrders.System(_unit, ""), new AuditEntry("remediation.found", "remediation", row.Id.ToString(), row.Object, new Dictionary<string, string>
        {
            ["kind"] = RemediationWord.Of(row.Kind),
            ["found"] = row.Found,
        })
        {
            Changes = [new("state", null, RemediationWord.Of(row.State))],
        });
        _unit.Publish(Topic.Remediation, row.Id.ToString());
        return row;
    }

    private static void Describe(RemediationRow row, SeenObject one, Finding finding)
    {
        var remedy = finding.After(row.Attempts);
        (row.ObjectUid, row.Severity, row.Found, row.Remedy, row.RemedyWords, row.RemedyTarget) =
            (one.Uid, finding.Severity, finding.Words, remedy.Kind, remedy.Words, remedy.Target);
    }

    private async Task FollowAsync(RemediationRow row, SeenObject one, Finding finding, RemediationDecision decision, CancellationToken cancellationToken)
    {
        switch (decision)
        {
            case Ignore:
                Settle(row, RemediationState.Dismissed, null);
                (row.DismissedBy, row.DismissedReason, row.EndedAt) = (RemediationOrders.Operator, "This kind is switched off in the settings.", _unit.Now);
                break;
            case Suggest suggest:
                Settle(row, RemediationState.Suggested, suggest.Reason);
                break;
            case HoldBack hold:
                Settle(row, row.State == RemediationState.Acted ? RemediationState.Acted : RemediationState.Open, hold.Reason);
                break;
            case GiveUp:
                Settle(row, RemediationState.Suggested, "What was tried did not help; nothing more is done by itself.");
                await GiveUpAsync(row, one, finding, cancellationToken);
                break;
            case Act act:
                RemediationOrders.Order(_unit, row, act.Remedy, RemediationOrders.System(_unit, ""));
                _attempts.AddRange(_unit.Db.ChangeTracker.Entries<RemediationAttemptRow>().Select(entry => entry.Entity).Except(_attempts).ToList());
                break;
        }
    }

    private void Settle(RemediationRow row, RemediationState state, string? heldBack)
    {
        if (row.State != state || row.HeldBack != heldBack)
        {
            (row.State, row.HeldBack, row.UpdatedAt) = (state, heldBack, _unit.Now);
            _unit.Publish(Topic.Remediation, row.Id.ToString());
        }
    }

    private async Task GiveUpAsync(RemediationRow row, SeenObject one, Finding finding, CancellationToken cancellationToken)
    {
        if (row.GaveUpAt is not null)
        {
            return;
        }

        row.GaveUpAt = _unit.Now;
        var place = $"{_cluster}/{row.Object}/{one.Uid[..Math.Min(8, one.Uid.Length)]}";
        await AlertBook.RaiseAsync(
            _unit, new AlertSource(one.Uid, AlertClass.Remediation, row.Id.ToString()), RemediationAlert.Of(place, row.Id, finding, row.Attempts, _unit.Now), $"/remediations/{row.Id}", cancellationToken);
        _unit.Audit(RemediationOrders.System(_unit, ""), new AuditEntry("remediation.gave-up", "remediation", row.Id.ToString(), row.Object, new Dictionary<string, string>
        {
            ["kind"] = RemediationWord.Of(row.Kind),
            ["found"] = row.Found,
        })
        {
            Changes = [new("gaveUpAt", null, _unit.Now.ToString("O", System.Globalization.CultureInfo.InvariantCulture))],
        });
    }

    private async Task EndAsync(RemediationRow row, CancellationToken cancellationToken)
    {
        if (IsSettling(row))
        {
            return;
        }

        var before = row.State;
        (row.State, row.HeldBack, row.EndedAt, row.UpdatedAt) =
            (before == RemediationState.Dismissed ? before : RemediationState.Resolved, null, _unit.Now, _unit.Now);
        if (row.GaveUpAt is not null)
        {
            await AlertBook.ResolveAsync(_unit, row.ObjectUid, AlertClass.Remediation, cancellationToken);
        }

        if (row.Kind == RemediationKind.QuotaPressure && row.Attempts > 0)
        {
            await HeldRollouts.ResumeAsync(_unit, row, cancellationToken);
        }

        _unit.Audit(RemediationOrders.System(_unit, ""), new AuditEntry("remediation.ended", "remediation", row.Id.ToString(), row.Object, new Dictionary<string, string>
        {
            ["kind"] = RemediationWord.Of(row.Kind),
            ["attempts"] = row.Attempts.ToString(System.Globalization.CultureInfo.InvariantCulture),
        })
        {
            Changes = [new("state", RemediationWord.Of(before), RemediationWord.Of(row.State))],
        });
        _unit.Publish(Topic.Remediation, row.Id.ToString());
    }
}
