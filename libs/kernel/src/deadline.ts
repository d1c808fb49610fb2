/** A deadline of our own passed: a driver may have none, or forget it. What was asked may or may not have been done. */
export class DeadlineExpired extends Error {
  override readonly name = 'DeadlineExpired';
}

/** What was asked, or DeadlineExpired after so many milliseconds; what comes later is nobody's concern. */
export const within = async <T>(milliseconds: number, asked: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DeadlineExpired(`No answer within ${milliseconds} ms.`)), milliseconds);
  });
  try {
    return await Promise.race([asked, expired]);
  } finally {
    clearTimeout(timer);
  }
};
