namespace Portal.Infrastructure.Operations.Retention;

/// <summary>How much was forgotten.</summary>
/// <param name="Operations">With their steps and attempts.</param>
/// <param name="Deliveries">Messages to webhooks, with their attempts.</param>
/// <param name="Alerts">With their messages.</param>
public readonly record struct ForgottenWork(long Operations, long Deliveries, long Alerts)
{
    public static ForgottenWork operator +(ForgottenWork left, ForgottenWork right) => Add(left, right);

    public static ForgottenWork Add(ForgottenWork left, ForgottenWork right) => new(left.Operations + right.Operations, left.Deliveries + right.Deliveries, left.Alerts + right.Alerts);
}
