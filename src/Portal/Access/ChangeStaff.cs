using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Tenancy;
using Portal.Infrastructure.Access;
using Portal.Infrastructure.Database;
using Portal.Infrastructure.Tenancy;

namespace Portal.Access;

/// <summary>
/// Lets one of the staff in no more or again, or gives another password. Only from the command line, like adding: it cannot lock out who runs it. What was open ends within
/// seconds.
/// </summary>
internal sealed class ChangeStaff(StaffAccounts accounts, Passwords passwords, PlatformDatabase database, TimeProvider time)
{
    public Task<IReadOnlyList<StaffEntry>> ListAsync(CancellationToken cancellationToken) => accounts.ListAsync(cancellationToken);

    public Task<Result<Unit>> SetDisabledAsync(string? email, bool disabled, CancellationToken cancellationToken) => ChangeAsync(
        email, disabled ? "staff.disabled" : "staff.enabled", (address, now) => accounts.SetDisabledAsync(address, disabled, now, cancellationToken), cancellationToken);

    public Task<Result<Unit>> SetPasswordAsync(string? email, string? password, CancellationToken cancellationToken) => PasswordRule.Check(password) is { } fault
        ? Task.FromResult<Result<Unit>>(new InvalidFields([fault]))
        : ChangeAsync(email, "staff.password-set", (address, now) => accounts.SetPasswordAsync(address, passwords.Hash(password!), now, cancellationToken), cancellationToken);

    private async Task<Result<Unit>> ChangeAsync(string? email, string action, Func<EmailAddress, DateTimeOffset, Task<string?>> change, CancellationToken cancellationToken)
    {
        var address = EmailAddress.Parse(email);
        if (!address.Succeeded)
        {
            return address.Error!;
        }

        var now = PostgresClock.Now(time);
        if (await change(address.Value, now) is not { } known)
        {
            return new StaffUnknown(address.Value.Value);
        }

        var detail = new Dictionary<string, string> { ["email"] = known };
        await PlatformLog.WriteAsync(database.Source.CreateCommand, new(now, LifecycleActor.System, "", action, null, detail, ""), cancellationToken);
        return default(Unit);
    }
}
