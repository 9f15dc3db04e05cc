using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;

namespace Descent.Exercises.Checking;

/// <summary>Compares a learner's function with the signature that is asked for.</summary>
internal static class SignatureCheck
{
    private enum Kind
    {
        Number,
        Truth,
        Text,
        Matrix,
        List,
        Tuple,
        Anything,
        Other,
    }

    /// <summary>What is wrong with the signature, in words; null where the function can be called.</summary>
    /// <param name="name">The function's name.</param>
    /// <param name="expected">The signature that is asked for.</param>
    /// <param name="answer">The learner's function.</param>
    public static string? Problem(string name, MethodInfo expected, MethodInfo answer)
    {
        var wanted = expected.GetParameters();
        var given = answer.GetParameters();
        if (answer.ReturnType == expected.ReturnType && given.Select(p => (p.Name, p.ParameterType)).SequenceEqual(wanted.Select(p => (p.Name, p.ParameterType))))
            return null;

        var problem = Arity(wanted, given) ?? Order(wanted, given);
        for (var i = 0; problem is null && i < wanted.Length; i++)
        {
            if (!given[i].ParameterType.IsAssignableFrom(wanted[i].ParameterType))
            {
                problem = $"Parameter {i + 1}, {given[i].Name}, is of type {Words.Of(given[i])}; "
                    + $"it should be {Words.Of(wanted[i].ParameterType)} {wanted[i].Name}.";
            }
        }

        problem ??= Return(expected, answer);
        return problem is null
            ? null
            : $"{problem}\nThe first line should read:  {Words.Signature(expected, name)}";
    }

    private static string? Arity(ParameterInfo[] wanted, ParameterInfo[] given)
    {
        if (given.Length == wanted.Length)
        {
            return null;
        }

        string?[] names = [.. given.Select(p => p.Name)], wantedNames = [.. wanted.Select(p => p.Name)];
        string?[] missing = [.. wantedNames.Except(names)], more = [.. names.Except(wantedNames)];
        return $"Your function takes {Count(given.Length)}; it should take {wanted.Length}."
            + (missing.Length > 0 && missing.Length == wanted.Length - given.Length ? $" Missing: {string.Join(", ", missing)}." : "")
            + (more.Length > 0 && more.Length == given.Length - wanted.Length ? $" Not asked for: {string.Join(", ", more)}." : "");
    }

    // The same names in another order: each argument would land in the wrong place.
    private static string? Order(ParameterInfo[] wanted, ParameterInfo[] given)
    {
        var wantedNames = wanted.Select(p => p.Name).ToArray();
        var givenNames = given.Select(p => p.Name).ToArray();
        return wantedNames.SequenceEqual(givenNames) || !wantedNames.Order().SequenceEqual(givenNames.Order())
            ? null
            : $"The parameters are in another order: {string.Join(", ", givenNames)} instead of {string.Join(", ", wantedNames)}.";
    }

    private static string? Return(MethodInfo expected, MethodInfo answer)
    {
        if (answer.ReturnType == typeof(void))
        {
            return $"Your function returns nothing; it should return {Words.OfReturn(expected)}.";
        }

        return Fits(expected.ReturnType, answer.ReturnType)
            ? null
            : $"Your function returns {Words.OfReturn(answer)}; it should return {Words.OfReturn(expected)}.";
    }

    /// <summary>Whether a value of the type given has the same plain form as one of the type wanted.</summary>
    private static bool Fits(Type wanted, Type given)
    {
        var kind = KindOf(given);
        if (kind == Kind.Anything)
        {
            return true;
        }

        if (kind != KindOf(wanted))
        {
            return false;
        }

        return kind switch
        {
            Kind.List => Fits(Element(wanted), Element(given)),
            Kind.Tuple => wanted.GetGenericArguments() is var w && given.GetGenericArguments() is var g
                && w.Length == g.Length && w.Zip(g).All(pair => Fits(pair.First, pair.Second)),
            Kind.Other => wanted == given,
            _ => true,
        };
    }

    private static Kind KindOf(Type type) => type switch
    {
        _ when type == typeof(object) => Kind.Anything,
        _ when type == typeof(bool) => Kind.Truth,
        _ when type == typeof(string) => Kind.Text,
        _ when Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal => Kind.Number,
        _ when typeof(Matrix<double>).IsAssignableFrom(type) => Kind.Matrix,
        _ when typeof(Vector<double>).IsAssignableFrom(type) => Kind.Other,
        _ when typeof(ITuple).IsAssignableFrom(type) => Kind.Tuple,
        _ when typeof(IEnumerable).IsAssignableFrom(type) => Kind.List,
        _ => Kind.Other,
    };

    private static Type Element(Type list) =>
        list.GetElementType()
        ?? list.GetInterfaces().Append(list)
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0]
        ?? typeof(object);

    private static string Count(int parameters) => parameters switch
    {
        0 => "no parameters",
        1 => "1 parameter",
        _ => $"{parameters} parameters",
    };
}
