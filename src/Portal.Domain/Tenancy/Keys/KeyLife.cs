namespace Portal.Domain.Tenancy.Keys;

/// <summary>What a data key may do in each state, and which states follow.</summary>
public static class KeyLife
{
    /// <summary>How many messages one key may seal: with random nonces of 96 bits, NIST SP 800-38D allows 2^32.</summary>
    public const long MostSeals = 1L << 32;

    /// <summary>A new key is made from here on, well before the limit: counting is coarse, and who holds a key in memory may go on for minutes.</summary>
    public const long RotateAt = MostSeals / 2;

    public static bool MaySeal(this KeyState state) => state == KeyState.Active;

    public static bool MayOpen(this KeyState state) => state != KeyState.Destroyed;

    /// <summary>Forward only; from everywhere to destroyed.</summary>
    public static bool MayBecome(this KeyState state, KeyState next) => (state, next) switch
    {
        (KeyState.Destroyed, _) => false,
        (_, KeyState.Destroyed) => true,
        (KeyState.Active, KeyState.Retiring) or (KeyState.Retiring, KeyState.Retired) => true,
        _ => false,
    };
}
